"""A conversation that is followed turn by turn."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

import deescalate as de
from deescalate import Conversation, Deescalator, UnknownLanguageError

NOON = datetime(2026, 11, 23, 12, 0)  # noqa: DTZ001 - a Monday, wherever
GREETED = (
    "Hello Kim, I'm sorry that you had to contact us again. I understand how frustrating this is. "
    "Could you tell me your order number?"
)
REFUNDED = (
    "Hello Kim, I'm sorry for the long wait. We have refunded the €49 to your card today; it "
    "arrives by Thursday. Can you tell me your order number?"
)
TALK = [
    ("Kim", "Third time I write. Still no refund, and nobody answers! When will I get it?"),
    ("Anna", GREETED),
    ("Kim", "I already gave it twice. This is ridiculous."),
    (
        "Anna",
        "I understand how frustrating this is. Bear with me. You will hear within two hours.",
    ),
    ("Kim", "Again waiting... I want to speak to a manager."),
    ("Anna", "I'd like to bring in my team lead, who can decide this for you."),
    ("Ben", REFUNDED),
    ("Kim", "Ok. Thank you, that helps."),
]


def followed(count: int = len(TALK)) -> Conversation:
    """Return the talk up to a turn, a quarter of an hour between turns."""
    quarter = timedelta(minutes=15)
    turns = [(who, text, NOON + i * quarter) for i, (who, text) in enumerate(TALK[:count])]
    return Deescalator(language="en").follow(turns, channel="chat")


class TestStages:
    """Where the talk stands after each turn."""

    def test_the_stage_follows_the_heat(self) -> None:
        """It is the customer's turns that decide, and what was answered."""
        stages = [turn.stage for turn in followed().turns]
        assert stages == ["venting"] * 7 + ["connected"]

    def test_the_trend_is_that_of_the_last_three_customer_turns(self) -> None:
        """Agents' turns don't count."""
        assert followed().trend == "falling"
        hotter = de.follow(
            [("c", "Hello, how do I pay?"), ("a", "On our page."), ("c", TALK[0][1])]
        )
        assert hotter.trend == "rising"

    def test_a_hot_customer_who_cools_down_is_softening(self) -> None:
        """Until there was help and every question was answered."""
        talk = de.follow([("c", TALK[0][1]), ("a", "I'm sorry."), ("c", "Ok. I see.")])
        assert talk.stage == "softening"

    def test_customer_and_agents_are_told_apart(self) -> None:
        """The customer is who is named so, else who speaks first; all others are agents."""
        turns = [("bot", "Hi! How can I help?"), ("customer", "My card was charged twice!")]
        assert de.follow(turns).turns[1].detection is not None
        assert de.follow(turns[::-1]).turns[0].detection is not None
        named = de.follow([("Bo", "Hi!"), ("Kim", "My card was charged twice!")], customer="kim")
        assert [turn.review is not None for turn in named.turns] == [True, False]


class TestWhatIsNoticed:
    """What wears out, what stays open, what was promised."""

    def test_what_is_said_or_asked_again_is_worn(self) -> None:
        """With the turn that said it first."""
        worn = [(each.kind, each.turn, each.first) for each in followed().worn]
        assert worn == [("phrase", 3, 1), ("question", 6, 1)]

    def test_spans_are_those_of_the_turn(self) -> None:
        """Of what is worn and of open questions."""
        talk = followed(2)
        for each in (*talk.worn, *talk.open_questions):
            text = talk.turns[each.turn].text
            assert text[slice(*each.span)] == each.text

    def test_a_question_stays_open_until_a_reply_picks_it_up(self) -> None:
        """A time answers when."""
        assert [each.text for each in followed(2).open_questions] == ["When will I get it?"]
        assert followed(4).open_questions == ()

    def test_several_messages_in_a_row_are_answered_together(self) -> None:
        """And the question is found in the one that asked it."""
        asked = "When does the plumber come?"
        talk = de.follow([("c", "Hello."), ("c", asked), ("a", "We are a family business.")])
        assert [(each.turn, each.text) for each in talk.open_questions] == [(1, asked)]

    def test_promises_are_due_when_they_say(self) -> None:
        """Reckoned from the turn's time; there is no clock."""
        due = [pledge.due for pledge in followed().promises]
        assert due[0] == NOON + timedelta(minutes=45, hours=2)
        assert due[1] == datetime(2026, 11, 26, 23, 59, 59)  # noqa: DTZ001
        assert [each.turn for each in followed().overdue(NOON + timedelta(hours=5))] == [3]
        assert all(pledge.due is None for pledge in de.follow(TALK).promises)

    def test_transfers_and_holds_are_counted(self) -> None:
        """By what the agents say."""
        assert (followed().transfers, followed().holds) == (1, 1)


class TestWhatToDo:
    """The next technique, and when somebody else should take over."""

    def test_advice_comes_with_a_sentence(self) -> None:
        """In the customer's language."""
        advice = de.follow([("c", "The delivery is late again, I am so fed up!")]).next
        assert advice is not None
        assert advice.technique == "apologise"
        assert advice.advice
        assert advice.sample.startswith("I'm sorry")

    def test_who_asks_for_a_manager_is_handed_over_once(self) -> None:
        """Once it was done there is no second needless transfer."""
        before, after = followed(5), followed(7)
        assert before.hand_over is not None
        assert (before.hand_over.to, before.next.technique) == ("supervisor", "supervisor")  # type: ignore[union-attr]
        assert before.next.sample == before.hand_over.say  # type: ignore[union-attr]
        assert after.hand_over is None

    def test_insults_meet_a_limit_then_an_offer_then_the_end(self) -> None:
        """Calmly, each time with the sentence to say."""
        talk = Deescalator(language="en").follow()
        samples = []
        for _ in range(3):
            talk.add("c", "You stupid idiot, you are useless!")
            samples.append(talk.next.sample if talk.next else "")
            talk.add("a", "I see.")
        assert len(set(samples)) == 3
        assert "ending" in samples[-1]

    @pytest.mark.parametrize(
        ("text", "technique"),
        [
            ("I smell gas in my kitchen and nobody picks up!", "danger"),
            ("My husband passed away last week, please close his account.", "bereavement"),
        ],
    )
    def test_danger_and_grief_switch_scripts_off(self, text: str, technique: str) -> None:
        """A person takes over; there is a slot for the house's own contact."""
        advice = de.follow([("c", text)]).next
        assert advice is not None
        assert (advice.technique, advice.emoji) == (technique, ())
        assert "{contact}" in advice.sample

    def test_nothing_cheers_once_grief_was_told(self) -> None:
        """However coolly the talk goes on."""
        talk = de.follow([("c", "My husband passed away last week.")], channel="chat")
        talk.add("a", "I'm so sorry for your loss. I have closed his account.")
        talk.add("c", "Thank you, that helped me a lot.")
        assert talk.next is not None
        assert (talk.next.technique, talk.next.emoji) == ("check_further", ())

    def test_emoji_are_for_chats_with_cool_customers(self) -> None:
        """Not for letters, and not for anger."""
        happy, mad = [("c", "Thank you, it works!")], [("c", "You liars, I am furious!!")]
        assert de.follow(happy, channel="chat").next.emoji  # type: ignore[union-attr]
        assert not de.follow(mad, channel="chat").next.emoji  # type: ignore[union-attr]

    def test_nobody_knows_what_to_do_before_the_customer_speaks(self) -> None:
        """Nor in a language without phrases."""
        assert de.follow().next is None
        assert de.follow([("c", "\U0001f621")]).next is None


class TestShown:
    """How a talk is looked at."""

    def test_it_is_drawn(self) -> None:
        """One point for each customer turn, one colour for each turn."""
        axes = followed().plot().axes[0]
        assert list(axes.lines[0].get_ydata()) == [3, 3, 3, 0]
        assert len(axes.patches) == len(TALK)

    def test_a_notebook_shows_the_cues_marked(self) -> None:
        """With what is said escaped."""
        shown = de.follow([("<c>", "Still no answer & <b>nobody</b> cares!")])._repr_html_()
        assert "<mark title=" in shown
        assert "&lt;b&gt;" in shown
        assert "<td>&lt;c&gt;</td>" in shown

    def test_it_says_what_it_is(self) -> None:
        """At a REPL."""
        assert repr(followed()) == "<Conversation 8 turns, connected, falling>"
        assert "venting" in repr(followed().turns[0])


def test_bad_input_is_named() -> None:
    """What was wrong, and what is allowed."""
    with pytest.raises(TypeError, match="text must be a str, not NoneType"):
        de.follow([("c", None)])  # type: ignore[list-item]
    with pytest.raises(TypeError, match="speaker must be a str, not int"):
        de.follow().add(1, "Hello")  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="channel"):
        de.follow(channel="pigeon")
    with pytest.raises(UnknownLanguageError):
        de.follow([("c", "Hello")], language="xx")


LINES = st.sampled_from([text for _, text in TALK] + ["Ok.", "\U0001f621", "", "Why?"])


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.sampled_from(["c", "a", "b"]), LINES), max_size=12))
def test_adding_turn_by_turn_is_following_at_once(turns: list[tuple[str, str]]) -> None:
    """Whatever is said by whom."""
    desk = Deescalator(language="en")
    once, slowly = desk.follow(turns), desk.follow()
    for speaker, text in turns:
        slowly.add(speaker, text)
    for name in ("turns", "stage", "trend", "worn", "promises", "open_questions", "next"):
        assert getattr(once, name) == getattr(slowly, name)


def test_a_turn_costs_itself_however_long_the_talk_is(monkeypatch: pytest.MonkeyPatch) -> None:
    """Counted in texts that are read."""
    desk = Deescalator(language="en")
    read = type(desk._languages.named("en").lexicon).read
    calls = []
    monkeypatch.setattr(
        type(desk._languages.named("en").lexicon),
        "read",
        lambda self, text, door: (calls.append(len(text)), read(self, text, door))[1],
    )
    talk = desk.follow()
    costs = []
    for i in range(200):
        before = sum(calls)
        talk.add("c" if i % 2 == 0 else "a", TALK[i % 2][1])
        costs.append(sum(calls) - before)
    assert costs[-2:] == costs[20:22]


def test_what_two_replies_could_not_solve_goes_to_those_who_know_more() -> None:
    """The technical team for an outage, billing for a charge; with the sentence to say."""
    talk = Deescalator(language="en").follow(channel="chat")
    talk.add("c", "My internet is down again and I work from home!")
    talk.add("a", "I'm sorry about that.")
    assert talk.hand_over is None
    talk.add("c", "It is still down, this is so annoying.")
    talk.add("a", "I understand how annoying that is.")
    talk.add("c", "The internet is still down!")
    assert talk.hand_over is not None
    assert (talk.hand_over.to, talk.hand_over.turn) == ("technical team", 4)
    assert "technical team" in talk.hand_over.say
    assert talk.next is not None
    assert talk.next.sample == talk.hand_over.say
