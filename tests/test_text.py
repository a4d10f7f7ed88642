"""How a text is cut into tokens that point back at the caller's characters."""

from __future__ import annotations

import pytest

from deescalate._quoting import mail_tail, quotations
from deescalate._text import (
    Kind,
    Token,
    as_text,
    fold,
    kind_of,
    scan,
    squeezed,
)

WROTE = frozenset({"wrote"})
BANNERS = frozenset({"original message"})
FIELDS = frozenset({"from", "sent", "to", "subject"})


def cut(text: str) -> list[tuple[str, str]]:
    """Return the tokens of a text: what stands there, and the name of its kind."""
    tokens, edges = scan(text, lambda raw: Token(kind_of(raw), raw))
    return [
        (text[start:end], token.kind.name)
        for token, start, end in zip(tokens, edges[::2], edges[1::2], strict=False)
    ]


def tail(text: str) -> str:
    """Return what is taken for a quoted mail at the end of a text."""
    return text[mail_tail(text, WROTE, BANNERS, FIELDS) :]


class TestAsText:
    """What may be given as a text."""

    def test_a_string_is_given_back(self) -> None:
        """A string is the text, unchanged."""
        assert as_text("a\r\n") == "a\r\n"

    @pytest.mark.parametrize(
        ("value", "given"),
        [(None, "NoneType"), (5, "int"), (1.5, "float"), (["a"], "list"), (b"a", "bytes")],
    )
    def test_anything_else_is_refused_by_name(self, value: object, given: str) -> None:
        """The error says what was expected, and what was given."""
        with pytest.raises(TypeError, match=f"text must be a str, not {given}"):
            as_text(value)

    @pytest.mark.parametrize("value", [b"a", bytearray(b"a")])
    def test_bytes_come_with_a_hint(self, value: object) -> None:
        """Who gives bytes is told to decode them."""
        with pytest.raises(TypeError, match="decode it first"):
            as_text(value)

    def test_the_error_names_the_argument(self) -> None:
        """The name of the argument stands in the message."""
        with pytest.raises(TypeError, match=r"^reply must be a str"):
            as_text(None, "reply")


class TestFold:
    """The form in which words are compared."""

    @pytest.mark.parametrize(
        ("word", "folded"),
        [
            ("REFUND", "refund"),
            ("can\u2019t", "can't"),
            ("can`t", "can't"),
            ("can\u00b4t", "can't"),
            ("\uff32\uff45\uff46\uff55\uff4e\uff44", "refund"),
            ("re\u200bfund", "refund"),
            ("re\u00adfund", "refund"),
            ("stra\u00dfe", "strasse"),
            ("cafe\u0301", "caf\u00e9"),
            ("p.m.", "pm"),
            (".", "."),
            ("\u2764\ufe0f", "\u2764"),
            ("\U0001f44d\U0001f3fd", "\U0001f44d"),
            ("", ""),
        ],
    )
    def test_a_word_has_one_form(self, word: str, folded: str) -> None:
        """Case, quotes, width, hidden marks and skin tones make no difference."""
        assert fold(word) == folded

    def test_stretched_letters_are_read_both_ways(self) -> None:
        """Three or more of a letter may mean two of it, or one."""
        assert squeezed("sooo coool".replace(" ", "")) == ("soocool", "socol")

    def test_double_letters_are_no_stretch(self) -> None:
        """A word with plain double letters has no other reading."""
        assert squeezed("coffee") == ()

    def test_digits_are_not_squeezed(self) -> None:
        """A number is no stretched word."""
        assert squeezed("1000") == ()


class TestScan:
    """How tokens are cut."""

    @pytest.mark.parametrize(
        ("text", "kind"),
        [
            ("word", "WORD"),
            ("can't", "WORD"),
            ("can\u2019t", "WORD"),
            ("o'clock", "WORD"),
            ("p.m.", "WORD"),
            ("cafe\u0301", "WORD"),
            ("\u0441\u043b\u043e\u0432\u043e", "WORD"),
            ("\u05e9\u05dc\u05d5\u05dd", "WORD"),
            ("re\u200bfund", "WORD"),
            ("50", "NUMBER"),
            ("1,200.50", "NUMBER"),
            ("3rd", "NUMBER"),
            ("$49.99", "NUMBER"),
            ("49\u20ac", "NUMBER"),
            ("14:00", "NUMBER"),
            ("2026-05-03", "DATE"),
            ("3.5.2026", "DATE"),
            ("03/05/26", "DATE"),
            ("\U0001f600", "EMOJI"),
            ("\U0001f44d\U0001f3fd", "EMOJI"),
            ("\U0001f926\u200d\u2640\ufe0f", "EMOJI"),
            ("\U0001f1eb\U0001f1ee", "EMOJI"),
            (":-)", "EMOJI"),
            (":'(", "EMOJI"),
            ("<3", "EMOJI"),
            ("-_-", "EMOJI"),
            ("{{ticket.id}}", "OPAQUE"),
            ("{name}", "OPAQUE"),
            ("${total}", "OPAQUE"),
            ("%s", "OPAQUE"),
            ("%(name)s", "OPAQUE"),
            ("[[agent]]", "OPAQUE"),
            ("<b>", "OPAQUE"),
            ("&nbsp;", "OPAQUE"),
            ("`rm -rf .`", "OPAQUE"),
            ("```\nx = 1\n```", "OPAQUE"),
            ("```never closed\n", "OPAQUE"),
            ("help+me@example.co.uk", "OPAQUE"),
            ("https://example.com/a?b=c", "LINK"),
            ("www.example.com", "LINK"),
            ("shop.example.com/help", "LINK"),
            ("@agent", "HANDLE"),
            (".", "MARK"),
            ("?!?!", "MARK"),
            ("\u2026", "MARK"),
            ("\u3002", "MARK"),
            (":", "BREAK"),
            ("(", "BREAK"),
            ("> quoted line", "BREAK"),
            ("\n\n", "BREAK"),
        ],
    )
    def test_each_kind_is_one_token(self, text: str, kind: str) -> None:
        """A thing of a kind is cut in one piece."""
        assert cut(text) == [(text, kind)]

    @pytest.mark.parametrize("sign", [",", "-", "/", "#", "*", "_", '"', "\u201c", "\u00ab"])
    def test_transparent_signs_are_no_tokens(self, sign: str) -> None:
        """Signs that only join or adorn words are passed over."""
        assert cut(f"long{sign}awaited") == [("long", "WORD"), ("awaited", "WORD")]

    def test_the_dot_after_a_link_is_not_in_it(self) -> None:
        """A sentence may end with a link."""
        assert cut("See www.example.com.")[1:] == [("www.example.com", "LINK"), (".", "MARK")]

    def test_a_list_item_is_a_break(self) -> None:
        """A bullet or a number at the start of a line ends the clause before it."""
        assert [kind for _, kind in cut("one\n- two\n2) three")] == [
            "WORD",
            "BREAK",
            "WORD",
            "BREAK",
            "WORD",
        ]

    def test_quoted_lines_in_a_row_are_one_break(self) -> None:
        """Lines that begin with > are not read."""
        assert cut("> a\n> b\nc") == [("> a\n> b", "BREAK"), ("c", "WORD")]

    def test_line_ends_of_windows_move_nothing(self) -> None:
        """CR LF counts as two characters, and the words keep their places."""
        text = "one\r\n\r\ntwo"
        assert [each for each, _ in cut(text)] == ["one", "\n\r\n", "two"]

    def test_every_ideograph_is_a_word(self) -> None:
        """Where words aren't spaced, a character is a token."""
        assert cut("\u9000\u6b3e") == [("\u9000", "WORD"), ("\u6b3e", "WORD")]

    @pytest.mark.parametrize("text", ["", " ", "\n", "\t\r\n ", "\x00", "\u200b", "\ufeff"])
    def test_nothing_to_read_gives_no_word(self, text: str) -> None:
        """Blank and invisible texts have no words."""
        assert "WORD" not in {kind for _, kind in cut(text)}

    def test_a_token_shows_its_kind(self) -> None:
        """Kind and form stand in its repr."""
        assert repr(Token(Kind.WORD, "still")) == "<WORD 'still'>"


class TestMemory:
    """What was cut once may be remembered by its characters alone."""

    @pytest.mark.parametrize(
        "text",
        [
            "Hi! It's 3rd-rate, e.g. a.m. or 14:00... really?! (see x.com/a) :) ;-( 8) T_T",
            "$5.99 5 \u20ac 3/4/20 2024-01-02 1,200.50 24h",
            "@ann a@b.co %s {name} {{a.b}} </b> &amp;",
            "a\n> quoted\n> more\n\n- one\n2) two\n\tx",
            "\u9000\u6b3e \U0001f926\u200d\u2640\ufe0f -_- ^_^ <3",
        ],
    )
    def test_a_token_alone_is_of_the_same_kind(self, text: str) -> None:
        """Whatever stands around it, a string that was cut is always of one kind."""
        for piece, kind in cut(text):
            assert cut(piece) == [(piece, kind)]


class TestQuotations:
    """Words in quotation marks are somebody else's."""

    @pytest.mark.parametrize(
        "quoted",
        [
            '"please calm down"',
            "\u201cplease calm down\u201d",
            "\u201eplease calm down\u201c",
            "\u00abplease calm down\u00bb",
            "\u300cplease calm down\u300d",
        ],
    )
    def test_pairs_of_marks_are_found(self, quoted: str) -> None:
        """The marks belong to the quotation."""
        text = f"You wrote {quoted} to me"
        assert [text[start:end] for start, end in quotations(text)] == [quoted]

    @pytest.mark.parametrize(
        "text",
        [
            "don't say 'calm down'",
            'a 15" screen',
            '"never closed',
            '"over\ntwo lines"',
            '"' + "too long " * 40 + '"',
            '"" and nothing in it',
        ],
    )
    def test_other_signs_are_no_quotation(self, text: str) -> None:
        """Apostrophes, inches, open ends and whole paragraphs don't count."""
        assert quotations(text) == []


class TestMailTail:
    """A quoted mail at the end of a text is not read."""

    def test_an_attribution_begins_it(self) -> None:
        """A line with a day that says who wrote begins the quoted mail."""
        assert tail("Hello\nOn 3 May, Ann wrote:\nold words").startswith("On 3 May")

    def test_an_attribution_needs_a_number(self) -> None:
        """A sentence of the writer's own is none."""
        assert tail("Hello\nAs I wrote:\nold words") == ""

    def test_a_banner_begins_it(self) -> None:
        """A line of dashes around the program's words begins the quoted mail."""
        assert tail("Hello\n----- Original Message -----\nold").startswith("----- Orig")

    def test_two_fields_begin_it(self) -> None:
        """A header of two lines begins the quoted mail, at its first line."""
        assert tail("Hello\nFrom: Ann\nSent: today\nold") == "From: Ann\nSent: today\nold"

    def test_one_field_is_the_writers_own(self) -> None:
        """A single line such as a subject stays."""
        assert tail("Hello\nSubject: my parcel\nmore") == ""

    def test_fields_apart_are_no_header(self) -> None:
        """Two such lines with words between them stay."""
        assert tail("Hello\nTo: you\nwords\nFrom: me") == ""

    def test_a_header_with_nothing_before_it_is_no_tail(self) -> None:
        """If the quoted mail is all there is, it is read."""
        assert tail("From: Ann\nSent: today\nthe only words") == ""

    def test_one_line_has_no_tail(self) -> None:
        """A text of one line is the writer's own."""
        assert tail("On 3 May, Ann wrote:") == ""
