"""What a reading of a text holds: hits, and what stands around them."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from deescalate import _vocabulary
from deescalate._lexicon import MESSAGE, REPLY, Lexicon
from deescalate._schema import Listed
from deescalate._smallwords import SmallWords
from deescalate._text import Spelling

if TYPE_CHECKING:
    from deescalate._pack import Pack


def lexicon(
    *lists: tuple[str, str, list[str], list[str]], small: SmallWords | None = None
) -> Lexicon:
    """Return a lexicon of (group, name, cues, exceptions)."""
    return Lexicon(
        [
            ("test.toml", Listed(group, name, "", (), tuple(cues), tuple(exceptions)))
            for group, name, cues, exceptions in lists
        ],
        small or SmallWords(wrote=frozenset({"wrote"})),
    )


def names(pack: Lexicon, text: str, group: str = "g") -> list[tuple[str, str]]:
    """Return the name and text of the hits of a group."""
    reading = pack.read(text, REPLY)
    return [(hit.cue.list.name, reading.text(hit.start, hit.end)) for hit in reading.hits(group)]


class TestHits:
    """Which hits count where several are found."""

    def test_the_longer_hit_wins_over_one_inside_it(self) -> None:
        """A phrase says more than a word of it."""
        pack = lexicon(("g", "short", ["refund"], []), ("g", "long", ["no refund"], []))
        assert names(pack, "no refund") == [("long", "no refund")]

    def test_hits_that_only_overlap_both_count(self) -> None:
        """Neither lies within the other."""
        pack = lexicon(("g", "left", ["a b"], []), ("g", "right", ["b c"], []))
        assert names(pack, "a b c") == [("left", "a b"), ("right", "b c")]

    def test_the_same_words_may_speak_for_two_things(self) -> None:
        """Two lists that hold the same cue both have their hit."""
        pack = lexicon(("g", "one", ["a"], []), ("g", "two", ["a"], []))
        assert names(pack, "a") == [("one", "a"), ("two", "a")]

    def test_the_same_thing_counts_once_in_a_place(self) -> None:
        """Two cues of one name that hit the same words make one hit."""
        pack = lexicon(("g", "one", ["wait*", "waiting"], []))
        assert names(pack, "waiting") == [("one", "waiting")]

    def test_groups_do_not_shadow_one_another(self) -> None:
        """A longer hit of another kind takes nothing away."""
        pack = lexicon(("g", "short", ["refund"], []), ("h", "long", ["no refund"], []))
        assert names(pack, "no refund", "g") == [("short", "refund")]
        assert names(pack, "no refund", "h") == [("long", "no refund")]

    def test_an_exception_drops_the_hits_of_its_list_that_it_overlaps(self) -> None:
        """A false friend fires nothing, and the same word elsewhere still counts."""
        pack = lexicon(("g", "one", ["agent"], ["travel agent"]))
        assert names(pack, "an agent, a travel agent") == [("one", "agent")]

    def test_an_exception_leaves_other_lists_alone(self) -> None:
        """Another list's hit on the same words stays."""
        pack = lexicon(("g", "one", ["agent"], ["travel agent"]), ("g", "two", ["agent"], []))
        assert names(pack, "travel agent") == [("two", "agent")]

    def test_exceptions_without_cues_are_those_of_their_group(self) -> None:
        """They drop hits of all its lists, and of no other group."""
        pack = lexicon(
            ("g", "one", ["wait"], []),
            ("g", "two", ["still waiting ,"], []),
            ("h", "three", ["wait"], []),
            ("g", "g", [], ["wait a bit", "waiting for"]),
        )
        assert names(pack, "wait a bit, wait") == [("one", "wait")]
        assert names(pack, "wait a bit", "h") == [("three", "wait")]
        assert names(pack, "still waiting. For you") == [("two", "still waiting")]

    def test_an_exception_alone_is_no_hit(self) -> None:
        """It fires nothing where no cue of its list fires."""
        pack = lexicon(("g", "one", ["refund"], ["travel agent"]))
        assert names(pack, "travel agent") == []

    def test_a_group_without_hits_is_empty(self) -> None:
        """An unknown group is no error."""
        assert names(lexicon(), "words", "nothing") == []

    def test_a_cue_for_the_start_counts_only_there(self) -> None:
        """After a mark, a handle or a break a sentence begins too."""
        pack = lexicon(("g", "one", ["^no"], []))
        assert len(names(pack, "No. No! (no) @you no, no")) == 4


class TestWords:
    """How words are known that are not written as cues write them."""

    def test_a_respelling_is_read_as_its_word(self) -> None:
        """A chat word counts as the word it stands for."""
        small = SmallWords(spelling=Spelling(respellings=[("pls", "please")]))
        assert names(lexicon(("g", "one", ["please"], []), small=small), "PLS") == [("one", "PLS")]

    @pytest.mark.parametrize("text", ["sooo", "sooooooo", "SOOOO"])
    def test_stretched_letters_are_read_as_their_word(self, text: str) -> None:
        """However long the stretch, the word is known."""
        assert names(lexicon(("g", "one", ["so"], [])), text) == [("one", text)]

    def test_a_stretched_respelling_is_known_too(self) -> None:
        """Both mendings together find the word."""
        small = SmallWords(spelling=Spelling(respellings=[("plz", "please")]))
        pack = lexicon(("g", "one", ["please"], []), small=small)
        assert names(pack, "plzzzz") == [("one", "plzzzz")]

    def test_a_plain_double_letter_is_not_squeezed(self) -> None:
        """Another word with a double letter is not taken for the cue."""
        assert names(lexicon(("g", "one", ["so"], [])), "soo") == []

    def test_styles_are_noted(self) -> None:
        """Capitals, stretched letters and loud marks show in the tokens."""
        reading = lexicon().read("NO waaait!! no! I ...", REPLY)
        assert [token.style for token in reading.tokens] == [
            "capitals", "stretched", "exclamation", "", "exclamation", "", "dots",
        ]  # fmt: skip

    def test_a_full_memory_changes_no_answer(self, monkeypatch: pytest.MonkeyPatch) -> None:
        """A lexicon that forgets its words finds the same."""
        monkeypatch.setattr(_vocabulary, "_REMEMBERED", 2)
        pack = lexicon(("g", "one", ["so"], []))
        assert [len(names(pack, "so much more so")) for _ in range(3)] == [2, 2, 2]

    def test_numbers_and_addresses_are_not_remembered(self) -> None:
        """Nothing personal stays in memory when a text has been read."""
        pack = lexicon()
        pack.read(
            "Card 4111111111111111 and 12-34-56, \u00a349.99 of \u00a3123,456, a@example.com, "
            "@ann, https://example.com/ann, {name}",
            REPLY,
        )
        known = set(pack._vocabularies[REPLY]._known)
        assert known == {"Card", "and", "of", "\u00a349.99"}


class TestAround:
    """What stands around a hit."""

    @pytest.mark.parametrize(
        ("text", "negated"),
        [
            ("mi nen grumas", True),
            ("mi nen tro multe grumas", True),
            ("nen mi tro multe grumas", False),
            ("nula mo grumas", True),
            ("nen. mi grumas", False),
            ("nen (mi grumas)", False),
            ("mi grumas nen", False),
            ("mi grumas", False),
        ],
    )
    def test_a_negator_reaches_so_many_words_of_its_clause(
        self, talu: Pack, text: str, *, negated: bool
    ) -> None:
        """It stands before the hit, at most three words off, in the same clause."""
        reading = talu.lexicon.read(text, MESSAGE)
        (hit,) = reading.hits("state")
        assert reading.negated(hit) is negated

    def test_a_negator_may_come_after(self) -> None:
        """Packs of languages that negate behind the word say how far."""
        pack = lexicon(
            ("g", "one", ["glad"], []), ("negation", "negation", ["nicht"], []),
            small=SmallWords(reach=0, reach_after=2),
        )  # fmt: skip
        reading = pack.read("glad am nicht, but glad I was", REPLY)
        assert [reading.negated(hit) for hit in reading.hits("g")] == [True, False]

    def test_a_negator_after_does_not_cross_a_mark(self) -> None:
        """A negator in the next sentence belongs to that sentence."""
        pack = lexicon(
            ("g", "one", ["glad"], []), ("negation", "negation", ["nicht"], []),
            small=SmallWords(reach=0, reach_after=2),
        )  # fmt: skip
        reading = pack.read("glad! nicht so", REPLY)
        assert not reading.negated(reading.hits("g")[0])

    @pytest.mark.parametrize(
        ("text", "near"),
        [
            ("vato grumas", True),
            ("vato tro grumas", True),
            ("grumas vato", True),
            ("vato mi tro grumas", False),
            ("grumas", False),
        ],
    )
    def test_a_booster_stands_close(self, talu: Pack, text: str, *, near: bool) -> None:
        """Right before the hit, one word off, or right after it."""
        reading = talu.lexicon.read(text, MESSAGE)
        (hit,) = reading.hits("state")
        assert reading.near("boosters", hit) is near

    def test_words_in_quotation_marks_are_quoted(self, talu: Pack) -> None:
        """A hit wholly inside the marks is somebody else's."""
        reading = talu.lexicon.read('"mi grumas" mi wela', MESSAGE)
        assert [reading.quoted(hit.start, hit.end) for hit in reading.hits("state")] == [
            True,
            False,
        ]

    def test_spans_point_at_the_characters(self, talu: Pack) -> None:
        """The span of a hit cuts its words out of the text, whatever stands before it."""
        text = "\U0001f926\u200d\u2640\ufe0f e\u0301\r\n\u201c grumas"
        reading = talu.lexicon.read(text, MESSAGE)
        hit = reading.hits("state")[-1]
        span = reading.span(hit.start, hit.end)
        assert text[span.start : span.end] == "grumas" == reading.text(hit.start, hit.end)

    def test_a_quoted_mail_is_not_read(self) -> None:
        """Neither its lines nor its tail hold hits."""
        pack = lexicon(("g", "one", ["angry"], []))
        text = "Fine.\n> angry\n\nOn 3 May, Ann wrote:\nangry angry"
        assert names(pack, text) == []
        assert pack.read(text, REPLY).tail == text.index("On 3 May")

    @pytest.mark.parametrize(
        ("text", "start"),
        [
            ("one. two three", 2),
            ("one. two.", 2),
            ("one two", 0),
            ("one. two. \U0001f600", 4),
            ("", 0),
        ],
    )
    def test_the_last_sentence_is_the_last_with_words(self, text: str, start: int) -> None:
        """Marks at the end don't begin another one."""
        assert lexicon().read(text, REPLY).last_sentence_start == start

    def test_commas_and_dashes_stand_before_tokens(self) -> None:
        """They are no tokens, and a reading knows where they were."""
        reading = lexicon().read("one, two \u2014 three-four , five\u060c six", REPLY)
        assert reading.commas == {1, 2, 4, 5}
