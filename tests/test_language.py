"""How the language of a text is told."""

from __future__ import annotations

import os
import subprocess
import sys
import time
import unicodedata
from pathlib import Path

import pytest

from deescalate._language import UNDETERMINED, Candidate, Identifier

ROOT = Path(__file__).resolve().parent.parent


def words(text: str) -> frozenset[str]:
    """Return the words of a list."""
    return frozenset(text.split())


ENGLISH = Candidate(
    "en",
    "Latin",
    words(
        "the be to of and a in that have i it for not on with he as you do at this but by from"
        " they we say or an will my one all would there what so up out if about who get which go"
        " me when can like no just him know your some could them than then now only over think"
        " also back after how our first well even want because any is are was were been has had"
        " did am don't i'm it's can't still again never always too here where why before since"
        " please thanks thank hello hi sorry help need yet already"
    ),
)
FINNISH = Candidate(
    "fi",
    "Latin",
    words(
        "ja on ei se että oli mutta en hän minä sinä me te he tämä olen mitä kun niin nyt vain jos"
        " kuin voi olet ole ovat missä miksi vielä jo tai minun minulle kiitos hei joka sitten"
    ),
)
BOKMAL = Candidate(
    "nb",
    "Latin",
    words(
        "jeg det er du ikke en og har vi på til med for deg at den som av hva så kan de om men"
        " min må han var hun fra ja nei vil meg et skal dette her nå hvor hvorfor ennå takk hei"
    ),
)
ICELANDIC = Candidate(
    "is",
    "Latin",
    words(
        "og að ég í er ekki það þú á sem við til hann um en með var hún þetta hvað af fyrir mér"
        " þér svo hér eru vera þá verð mig þig já nei hef ert hvar nú frá fara bara ekkert allt"
        " hafa eða þeir segja gera hvernig hvers vegna enn upp takk halló pöntun vandamál hjálp"
    ),
)
RUSSIAN = Candidate("ru", "Cyrillic", words("и в не на я что он с как это мне мой где уже ещё"))
UKRAINIAN = Candidate("uk", "Cyrillic", words("і в не на я що він з як це мені мій де вже ще"))
KOREAN = Candidate("ko", "Hangul", frozenset())
CHINESE = Candidate("zh", "Han", frozenset())
JAPANESE = Candidate("ja", "Kana", frozenset())
MANY = (ENGLISH, FINNISH, BOKMAL, ICELANDIC, RUSSIAN, UKRAINIAN, KOREAN, CHINESE, JAPANESE)

SENTENCES = {
    "en": "My parcel was due on Tuesday and nobody has told me where it went.",
    "fi": "Pakettini piti tulla tiistaina, mutta kukaan ei ole kertonut, missä se on.",
    "nb": "Pakken min skulle komme på tirsdag, og ingen har sagt hvor den er.",
    "is": "Pakkinn minn átti að koma á þriðjudag og enginn hefur sagt mér hvar hann er.",
    "ru": "Посылка должна была прийти во вторник, и никто не говорит, где она.",
    "uk": "Посилка мала прийти у вівторок, і ніхто не каже, де вона зараз.",
    "ko": "소포가 화요일에 오기로 했는데 아무도 어디 있는지 말해 주지 않아요.",
    "zh": "包裹本来应该星期二到,可是没有人告诉我在哪里。",
    "ja": "荷物は火曜日に届くはずでしたが、どこにあるのか誰も教えてくれません。",
}
STRANGERS = {
    "de": "Mein Paket sollte am Dienstag kommen und niemand sagt mir, wo es ist.",
    "fr": "Mon colis devait arriver mardi et personne ne me dit où il se trouve.",
    "fi": SENTENCES["fi"],
    "lv": "Manam sūtījumam bija jāpienāk otrdien, un neviens man nesaka, kur tas ir.",
    "nb": SENTENCES["nb"],
    "es": "Mi paquete tenía que llegar el martes y nadie me dice dónde está.",
    "id": "Paket saya seharusnya tiba hari Selasa dan tidak ada yang memberi tahu saya.",
    "tr": "Paketim salı günü gelecekti ve kimse bana nerede olduğunu söylemiyor.",
    "vi": "Gói hàng của tôi lẽ ra phải đến hôm thứ Ba mà không ai nói cho tôi biết.",
    "nl": "Mijn pakket zou dinsdag komen en niemand vertelt me waar het is.",
    "pl": "Moja paczka miała przyjść we wtorek i nikt mi nie mówi, gdzie ona jest.",
}

FRESH = """
import sys
sys.path.insert(0, {root!r})
sys.path.insert(0, {here!r})
import test_language as t
"""


def fresh(code: str, **environment: str) -> str:
    """Return what a program prints in a process of its own."""
    start = FRESH.format(root=str(ROOT), here=str(Path(__file__).parent))
    return subprocess.run(
        [sys.executable, "-c", start + code],
        capture_output=True,
        check=True,
        encoding="utf-8",
        env={**os.environ, "PYTHONUTF8": "1", **environment},
    ).stdout


@pytest.fixture(scope="module")
def english() -> Identifier:
    """Return an identifier that knows English alone."""
    return Identifier([ENGLISH])


@pytest.fixture(scope="module")
def many() -> Identifier:
    """Return an identifier that knows nine languages."""
    return Identifier(MANY)


@pytest.mark.parametrize("text", ["", "  \n\t", "12:30", "€ 49,90!!", "😡😡", ":-) ???", "\ud800"])
def test_a_text_without_letters_is_undetermined(english: Identifier, text: str) -> None:
    """There is nothing to tell a language by in blanks, numbers, marks and emoji."""
    assert english(text) == UNDETERMINED


@pytest.mark.parametrize(
    "text",
    [
        "https://example.com/where/is/my/order",
        "www.example.org/the-help-page",
        "example.com",
        "first.last@example.com",
        "@the_help_desk",
        "   \n @helpdesk 😀",
        "`where is the order`",
        "```\nfor the order in that list\n```",
        "```\nthis block has no end",
        "{{ticket.owner}} {name} %(when)s <b>",
        "> where is my order\n> and why is it so late",
        "SM4G991B v2",
    ],
)
def test_what_no_person_wrote_does_not_count(english: Identifier, text: str) -> None:
    """Links, addresses, handles, code, placeholders, quoted mail and codes are passed by."""
    assert english(text) == UNDETERMINED


def test_english_code_does_not_make_a_text_english(many: Identifier) -> None:
    """The words around links and code decide."""
    code = "```\nif the order is not there then print what you have\n```"
    text = f"@the_help_desk {SENTENCES['fi']} https://example.com/where-is-my-order {code}"
    assert many(text) == "fi"


@pytest.mark.parametrize("tag", SENTENCES)
def test_a_candidate_is_recognised_among_many(many: Identifier, tag: str) -> None:
    """A sentence in any of the languages is told from the others."""
    assert many(SENTENCES[tag]) == tag


@pytest.mark.parametrize("tag", SENTENCES)
def test_capitals_and_composition_change_nothing(many: Identifier, tag: str) -> None:
    """Shouting, decomposed accents and hidden marks leave the language what it is."""
    shouted = SENTENCES[tag].upper()
    assert many(shouted) == tag
    assert many(unicodedata.normalize("NFD", SENTENCES[tag])) == tag
    assert many("\u200b" + SENTENCES[tag].replace(" ", "\u00a0")) == tag


@pytest.mark.parametrize("tag", STRANGERS)
def test_a_language_without_a_candidate_is_undetermined(english: Identifier, tag: str) -> None:
    """A text in another language of the same script is not taken for the only candidate's."""
    assert english(STRANGERS[tag]) == UNDETERMINED


def test_a_script_without_a_candidate_is_undetermined(english: Identifier) -> None:
    """A text in a script that no candidate writes is nobody's."""
    assert {english(SENTENCES[tag]) for tag in ("ru", "ko", "zh", "ja")} == {UNDETERMINED}


@pytest.mark.parametrize(
    "text",
    ["refund?", "hello", "Hi", "still waiting", "where is it", "no reply yet", "Thanks!", "WHY"],
)
def test_one_to_three_words_fall_to_the_candidate(english: Identifier, text: str) -> None:
    """A few letters are read in favour of a candidate."""
    assert english(text) == "en"


@pytest.mark.parametrize("text", ["Danke schön", "Où est-il ?", "Dziękuję bardzo", "Hvor er du?"])
def test_few_words_of_another_language_are_still_undetermined(
    english: Identifier, text: str
) -> None:
    """Even two words may be clearly another language's."""
    assert english(text) == UNDETERMINED


def test_a_repeated_short_word_is_not_enough(english: Identifier) -> None:
    """One common word, said often, doesn't settle it, for other languages may have it too."""
    assert english("No, no, no: mi pedido todavía no llegó, no y no.") == UNDETERMINED


def test_curly_apostrophes_are_apostrophes() -> None:
    """A common word is found whatever its apostrophe, and so is its part before one."""
    only = Identifier([ENGLISH])
    assert only("It\u2019s late, I\u2019m here") == "en"
    assert only("that's where you'd be") == "en"


@pytest.mark.parametrize(
    ("text", "tag"),
    [
        ("MacBook Air и Dropbox не работают", "ru"),
        ("iPhone 15 Pro 환불 언제", "ko"),
        ("AirPods 没有声音", "zh"),
        ("AirPods の音", "ja"),
    ],
)
def test_names_of_products_do_not_hide_the_script(many: Identifier, text: str, tag: str) -> None:
    """Latin names in a text of another script weigh less than its own letters."""
    assert many(text) == tag


@pytest.mark.parametrize(
    ("tag", "script", "text"),
    [
        ("el", "Greek", "πού είναι"),
        ("he", "Hebrew", "איפה זה"),
        ("th", "Thai", "อยู่ที่ไหน"),
        ("ko", "Hangul", "어디"),
        ("ja", "Kana", "どこ"),
        ("zh", "Han", "在哪里"),
        ("am", "Ethiopic", "የት ነው"),
        ("ka", "Georgian", "სად არის"),
    ],
)
def test_a_script_of_one_language_tells_it(tag: str, script: str, text: str) -> None:
    """Where the script belongs to one candidate's language, a word is enough."""
    assert Identifier([ENGLISH, Candidate(tag, script, frozenset())])(text) == tag


def test_kana_tells_japanese_from_chinese() -> None:
    """A text with Kana is never Chinese, and one without may be Japanese."""
    assert Identifier([CHINESE])(SENTENCES["ja"]) == UNDETERMINED
    assert Identifier([JAPANESE])("返金") == "ja"
    assert Identifier([JAPANESE])(SENTENCES["zh"]) == UNDETERMINED
    assert Identifier([JAPANESE, CHINESE])(SENTENCES["zh"]) == "zh"


def test_the_two_ways_to_write_chinese_are_told_apart() -> None:
    """A tag with a script or region has the profile of that."""
    both = Identifier(
        [Candidate("zh-Hans", "Han", frozenset()), Candidate("zh-Hant-TW", "Han", frozenset())]
    )
    assert both("请问我的订单什么时候发货") == "zh-Hans"
    assert both("請問我的訂單什麼時候發貨") == "zh-Hant-TW"


def test_arabic_letters_are_shared() -> None:
    """Persian is not taken for Arabic."""
    only = Identifier([Candidate("ar", "Arabic", frozenset())])
    assert only("أين طلبي ولماذا لم يصل حتى الآن") == "ar"
    assert only("سفارش من کجاست و چرا هنوز نرسیده است") == UNDETERMINED


def test_vowel_signs_belong_to_the_word() -> None:
    """Common words of Devanagari are found with their vowel signs."""
    both = Identifier(
        [
            Candidate("hi", "Devanagari", words("है में का की के नहीं मेरा कहाँ और")),
            Candidate("mr", "Devanagari", words("आहे मध्ये चा ची चे नाही माझे कुठे आणि")),
        ]
    )
    assert both("मेरा पार्सल कहाँ है") == "hi"
    assert both("माझे पार्सल कुठे आहे") == "mr"


def test_a_language_that_langdetect_lacks_is_known_by_its_words() -> None:
    """A candidate without a profile gets one from its common words."""
    only = Identifier([ICELANDIC])
    assert only(SENTENCES["is"]) == "is"
    assert {only(text) for text in STRANGERS.values()} == {UNDETERMINED}


def test_a_region_does_not_change_the_profile() -> None:
    """A tag is shortened until there is a profile for it."""
    only = Identifier([Candidate("pt-BR", "Latin", frozenset())])
    assert only("Meu pacote deveria chegar na terça e ninguém me diz onde está.") == "pt-BR"


def test_one_tag_may_have_two_scripts() -> None:
    """A language that is written in two scripts is two candidates."""
    both = Identifier(
        [
            Candidate("sr", "Latin", words("je da se i u na ne sam nije gde moj mi za kako")),
            Candidate("sr", "Cyrillic", words("је да се и у на не сам није где мој ми за како")),
        ]
    )
    assert both("Gde je moj paket, niko mi ne odgovara") == "sr"
    assert both("Где је мој пакет, нико ми не одговара") == "sr"


def test_no_candidates_means_no_answer() -> None:
    """Among no languages there is none to be told."""
    assert Identifier([])(SENTENCES["en"]) == UNDETERMINED


def test_candidates_may_come_in_any_order(many: Identifier) -> None:
    """The answer doesn't depend on who is asked first."""
    backwards = Identifier(reversed(MANY))
    texts = [*SENTENCES.values(), *STRANGERS.values(), "ok", "zzxq", "Hm, hvor?"]
    assert [many(text) for text in texts] == [backwards(text) for text in texts]


def test_common_words_settle_it_without_langdetect() -> None:
    """Neither the import nor a clear text loads langdetect."""
    code = (
        "i = t.Identifier([t.ENGLISH]); print(i(t.SENTENCES['en']), 'langdetect' in sys.modules)"
    )
    assert fresh(code).split() == ["en", "False"]


def test_langdetect_is_left_as_it_was() -> None:
    """Neither langdetect's own detector nor its seed is touched."""
    code = (
        "i = t.Identifier([t.ENGLISH]); print(i('zzxq'))\n"
        "from langdetect import detector_factory as f\n"
        "print(f._factory, f.DetectorFactory.seed)"
    )
    assert fresh(code).split()[1:] == ["None", "None"]


def test_the_answer_is_the_same_under_any_hash_seed() -> None:
    """No order of a set leaks in the answer."""
    code = (
        "i = t.Identifier(t.MANY)\n"
        "texts = [*t.SENTENCES.values(), *t.STRANGERS.values(), 'zzxq', 'hei', 'so', 'men ikke']\n"
        "print([i(text[:n]) for text in texts for n in (3, 6, 12, 40)])"
    )
    assert len({fresh(code, PYTHONHASHSEED=seed) for seed in ("0", "1", "4711")}) == 1


def test_many_threads_may_ask_at_once() -> None:
    """The first texts of a process, from many threads at once, get the answers of a single one."""
    code = """
from concurrent.futures import ThreadPoolExecutor
from threading import Barrier
sys.setswitchinterval(1e-5)
barrier = Barrier(12)
shared = t.Identifier(t.MANY)
texts = [*t.STRANGERS.values(), *t.SENTENCES.values(), "hei", "ok"]
def ask(n):
    barrier.wait()
    turned = texts[n:] + texts[:n]
    answers = {text: shared(text) for text in turned}
    return [answers[text] for text in texts]
with ThreadPoolExecutor(12) as pool:
    answers = list(pool.map(ask, range(12)))
alone = t.Identifier(t.MANY)
print(all(answer == [alone(text) for text in texts] for answer in answers))
"""
    assert fresh(code).strip() == "True"


@pytest.mark.parametrize(
    "piece",
    [
        "a",
        "a@",
        "a.",
        "<a",
        "`",
        "{{",
        " ",
        "1",
        "😀",
        "w-",
        "a'",
        "> ",
        "\ufdfa",
        "a\u0301",
        "\n",
    ],
)
def test_a_long_text_takes_no_longer_than_reading_it(english: Identifier, piece: str) -> None:
    """Two million characters of what is hard to cut are done at once."""
    text = piece * (2_000_000 // len(piece))
    english("zzxq")
    start = time.perf_counter()
    english(text)
    assert time.perf_counter() - start < 1.0


def test_a_long_text_is_told_by_its_beginning(many: Identifier) -> None:
    """What comes after the first pages doesn't change the answer."""
    assert many(SENTENCES["fi"] + " " + (SENTENCES["en"] + " ") * 10) == "en"
    assert many((SENTENCES["fi"] + " ") * 100 + (SENTENCES["en"] + " ") * 5_000) == "fi"


def test_blanks_and_links_before_the_text_are_skipped(many: Identifier) -> None:
    """The beginning is that of the words, however much stands before them."""
    before = "\n" * 50_000 + "12 " * 20_000 + "https://example.com/a " * 200
    assert many(before + " " * 3_000 + SENTENCES["fi"]) == "fi"


def test_a_stranger_takes_its_texts_away_from_a_candidate() -> None:
    """A language that nobody asked for is none, and yields where nothing tells them apart."""
    danish = Candidate(
        "da",
        "Latin",
        words("jeg det er du ikke en og har på til med af hvad mig dig sig nu ud op fra hvornår"),
        known=False,
    )
    among = Identifier([BOKMAL, danish])
    assert among("Hvad har du af nyt, og hvornår kan jeg få det med til mig?") == UNDETERMINED
    assert among("Hva har du av nytt, og hvor kan jeg få det med til meg nå?") == "nb"
    assert among("Jeg er på det") == "nb"


MIXED = "I have been waiting for two weeks now. Hva skal jeg gjøre med det du sier til meg nå?"


def test_a_mixed_text_goes_by_sentence() -> None:
    """Where each stretch begins and ends, and nothing is left out."""
    among = Identifier([ENGLISH, BOKMAL])
    runs = among.runs(MIXED)
    assert [run.tag for run in runs] == ["en", "nb"]
    assert "".join(MIXED[run.start : run.end] for run in runs) == MIXED
    assert MIXED[runs[1].start :].startswith("Hva")


def test_a_text_in_one_language_has_no_stretches() -> None:
    """Nor has one with a foreign word or two, and none without words."""
    among = Identifier([ENGLISH, BOKMAL])
    assert among.runs("I have been waiting for two weeks. Hva skal jeg?") == []
    assert among.runs("") == among.runs("12 \U0001f600!") == []
