"""The notation of cues, and what it finds."""

from __future__ import annotations

import pytest

from deescalate import _phrases
from deescalate._lexicon import REPLY, Lexicon
from deescalate._phrases import CueError, parse
from deescalate._schema import Listed
from deescalate._smallwords import SmallWords
from deescalate._text import Spelling
from deescalate._values import Spelt

SMALL = SmallWords(
    roles={"days": "unit", "dollars": "money", "$": "money"},
    numbers={"three": 3, "third": 3},
    ordinal_endings=("rd", "th"),
    values=(Spelt("time", "tomorrow"), Spelt("time", "next week")),
)


KOREAN = SmallWords(
    roles={"일": "unit"},
    numbers={"세": 3, "두": 2},
    values=(
        Spelt("time", "{n} 시간*"),
        Spelt("time", "월요일*"),
        Spelt("n", "다섯*", 5),
    ),
)


def lexicon(*cues: str, small: SmallWords = SMALL) -> Lexicon:
    """Return a lexicon of cues."""
    return Lexicon([("test.toml", Listed("test", "name", "", (), cues))], small)


def found(cue: str, text: str, small: SmallWords = SMALL) -> list[str]:
    """Return what a cue finds in a text."""
    reading = lexicon(cue, small=small).read(text, REPLY)
    return [reading.text(hit.start, hit.end) for hit in reading.hits("test")]


def caught(cue: str, text: str) -> dict[str, str]:
    """Return what the slots and brackets of a cue catch in a text, at its first hit."""
    reading = lexicon(cue).read(text, REPLY)
    hit = reading.hits("test")[0]
    return {
        name: reading.text(*place) if place[0] < place[1] else ""
        for name, place in reading.captured(hit).items()
    }


class TestNotation:
    """What each sign of the notation means."""

    @pytest.mark.parametrize(
        ("cue", "text", "hits"),
        [
            ("still waiting", "I am Still, waiting here", ["Still, waiting"]),
            ("still waiting", "Still. Waiting", []),
            ("still waiting", "still here waiting", []),
            ("long awaited", "a long-awaited parcel", ["long-awaited"]),
            (
                ", please wait",
                "Please wait; so, please wait. Do please wait",
                ["Please wait", "please wait"],
            ),
            ("stay here ,", "Stay here. Stay here, stay here now. Stay here", ["Stay here"] * 3),
            ("stay {do} ,", "stay here now, then go", ["stay here now"]),
            ("can't", "you CAN\u2019T", ["CAN\u2019T"]),
            (
                "frustrat*",
                "frustrated, frustrating, frustrat",
                ["frustrated", "frustrating", "frustrat"],
            ),
            ("frustrat*", "unfrustrated", []),
            ("[a|b c] d", "a d, b c d, c d", ["a d", "b c d"]),
            ("very [much]? so", "very so, very much so", ["very so", "very much so"]),
            ("no ~ refund", "no refund", ["no refund"]),
            ("no ~ refund", "no one sent refund", ["no one sent refund"]),
            ("no ~ refund", "no a b c refund", ["no a b c refund"]),
            ("no ~ refund", "no a b c d refund", []),
            ("no ~ refund", "no. refund", []),
            (
                "{n} times",
                "3 times, three times, 3rd times",
                ["3 times", "three times", "3rd times"],
            ),
            ("wait {time}", "wait 14 days", ["wait 14 days"]),
            ("wait {time}", "wait tomorrow", ["wait tomorrow"]),
            ("wait {time}", "wait next week", ["wait next week"]),
            ("paid {money}", "paid $49", ["paid $49"]),
            ("paid {money}", "paid 49 dollars", ["paid 49 dollars"]),
            ("paid {money}", "paid 49", []),
            ("^no", "No and no. No", ["No", "No"]),
            ("really ?", "really? really! really", ["really?"]),
            ("stop !", "stop!! stop", ["stop!!"]),
            ("well ...", "well... well.", ["well..."]),
            ("see {link}", "see https://example.com now", ["see https://example.com"]),
            ("write {mail}", "write a@example.com", ["write a@example.com"]),
            ("write {mail}", "write https://example.com", []),
            (":(", "no :( no", [":("]),
            ("\U0001f44d", "ok \U0001f44d\U0001f3fd", ["\U0001f44d\U0001f3fd"]),
            ("3rd time", "3rd time", ["3rd time"]),
            ("you must {do}", "you must go home, now", ["you must go home"]),
            ("you must {do}", "you must.", []),
            (
                "you must {do} by {time}",
                "you must pay it by tomorrow",
                ["you must pay it by tomorrow"],
            ),
        ],
    )
    def test_a_cue_finds_what_it_says(self, cue: str, text: str, hits: list[str]) -> None:
        """Each sign of the notation finds what the format promises, and no more."""
        assert found(cue, text) == hits

    def test_do_takes_at_most_so_many_words(self) -> None:
        """A clause without an end is not taken whole."""
        assert found("must {do}", "must " + "go " * _phrases.DO) != []
        assert found("must {do}", "must " + "go " * (_phrases.DO + 1)) == []

    def test_do_takes_the_fewest_words_that_lead_on(self) -> None:
        """Where the words after it come twice, the first counts."""
        cue = "not {do} until {time}"
        assert caught(cue, "not go until tomorrow until tomorrow")["do"] == "go"

    @pytest.mark.parametrize(
        ("cue", "text", "catch"),
        [
            ("must {do}", "must go now", {"do": "go now"}),
            ("not {do} until {time}", "not go until 3 days", {"do": "go", "time": "3 days"}),
            ("[a|b] x [c|d e]", "b x d e", {"1": "b", "2": "d e"}),
            ("paid {money} {n} times", "paid $5 3 times", {"money": "$5", "n": "3"}),
            ("x [a]? y", "x y", {}),
        ],
    )
    def test_slots_and_brackets_catch_words(
        self, cue: str, text: str, catch: dict[str, str]
    ) -> None:
        """What a rule may say again is known by its name or number."""
        assert caught(cue, text) == catch


class TestMistakes:
    """What the notation doesn't know is said in words."""

    @pytest.mark.parametrize(
        ("cue", "message"),
        [
            ("[a|b", "bracket without its partner"),
            ("a] b", "bracket without its partner"),
            ("[a|[b]]", "bracket without its partner"),
            ("[a|]", "empty choice"),
            ("[a|a]", "same choice twice"),
            ("wait {duration}", "unknown slot {duration}"),
            ("wa*ting", "stands at an end of a word"),
            ("a|b", "in brackets"),
            ("no refund!", "a sign that no word has"),
            ("[a]? [b]?", "can be empty"),
            ("", "can be empty"),
            ("~ refund", "begins with a gap"),
            ("{do} now", "begins with a gap"),
            ("[a]? ~ b", "begins with a gap"),
            ("refund ~", "ends with a gap"),
        ],
    )
    def test_a_cue_that_makes_no_sense_is_refused(self, cue: str, message: str) -> None:
        """The error says what is wrong with the cue."""
        with pytest.raises(CueError, match=message.replace("{", r"\{").replace("}", r"\}")):
            parse(cue)

    def test_a_choice_may_not_be_a_bare_gap_either(self) -> None:
        """A gap in brackets at the start is a gap at the start."""
        with pytest.raises(CueError, match="begins with a gap"):
            parse("[~|a] b")


class TestPartsOfWords:
    """Stars on either side of a word, for compounds and prefixes."""

    @pytest.mark.parametrize(
        ("cue", "text", "hits"),
        [
            ("*feil", "nettfeil feilen Feil", ["nettfeil", "Feil"]),
            ("*feil*", "nettfeilen feil fei", ["nettfeilen", "feil"]),
            ("stor *feil*", "en stor betalingsfeil her", ["stor betalingsfeil"]),
            ("[*tid|lang]", "ventetid er lang", ["ventetid", "lang"]),
        ],
    )
    def test_a_star_in_front_is_any_beginning(self, cue: str, text: str, hits: list[str]) -> None:
        """The whole word is the hit."""
        assert found(cue, text) == hits


class TestSyllables:
    """Scripts whose spaces are not reliable are cut syllable by syllable."""

    @pytest.mark.parametrize(
        ("cue", "text", "hits"),
        [
            ("환불해 주세요", "환불해주세요. 환불 해 주세요", ["환불해주세요", "환불 해 주세요"]),
            ("화나*", "화나요 전화나 화나는데", ["화나요", "화나는데"]),
            ("*셔야 합니다", "확인하셔야 합니다", ["셔야 합니다"]),
            ("왜", "왜 왜냐하면 왜?", ["왜", "왜"]),
            ("환불* 요청*", "환불을 빨리 요청했어요", ["환불을 빨리 요청했어요"]),
            ("환불 ~ 요청*", "환불 좀 어서 요청드려요", ["환불 좀 어서 요청드려요"]),
            ("[환불|취소]* 안", "환불이 안 되고 취소도 안", ["환불이 안", "취소도 안"]),
            ("[정말]? 짜증*", "정말 짜증나 짜증이", ["정말 짜증나", "짜증이"]),
            ("{n} 번째*", "3번째 문의 세 번째로", ["3번째", "세 번째로"]),
            ("{time} 기다*", "두 시간 기다려 14일기다림", ["두 시간 기다려", "14일기다림"]),
            ("{time} 까지", "월요일까지 와요", ["월요일까지"]),
            ("{n} 개", "다섯 개 주세요", ["다섯 개"]),
        ],
    )
    def test_spaces_count_for_nothing_inside_a_cue(
        self, cue: str, text: str, hits: list[str]
    ) -> None:
        """It begins and ends where words do, unless a star says otherwise."""
        assert found(cue, text, KOREAN) == hits

    def test_letters_count_as_others(self) -> None:
        """In cues and in texts alike, the longest first."""
        small = SmallWords(spelling=Spelling([("aa", "å"), ("ё", "е")]))
        assert found("gå* на ёлку", "gaar на елку", small) == ["gaar на елку"]
