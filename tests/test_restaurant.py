"""Two answers to the same guest: one that explains itself, and one that hears them."""

from __future__ import annotations

from deescalate import check

GUEST = (
    "We waited forty minutes for two burgers in a place that isn't even full. Then they came "
    "cold. A ruined evening, and nobody said a word."
)
EXPLAINED = (
    "We regret that you feel this way. However, technically speaking we are not a fast food "
    "place, and a wait of fifteen minutes is perfectly normal for a kitchen like ours. Freshly "
    "cooked food takes time, sir; the wait is for your own safety."
)
HEARD = (
    "You sat there for forty minutes over two burgers, and then they came cold. That is a ruined "
    "evening, really frustrating, and anyone would be annoyed in your place. I'm sorry that we "
    "let you wait and didn't tell you why: one of our two grills failed at seven. I have taken "
    "both burgers off your bill, and I'd like to cook them for you again tonight or pay for your "
    "next dinner, whichever you prefer. I will call you tomorrow by noon to hear which it is. "
    "Is there anything else about the evening that I should know?"
)


def test_an_answer_that_explains_itself_fails_for_what_it_says() -> None:
    """Regret for a feeling, a technicality, a wait called normal, and one for the guest's good."""
    review = check(EXPLAINED, to=GUEST)
    assert not review.passed
    assert [finding.category for finding in review.findings] == [
        "defensive",
        "defensive",
        "minimise",
        "sarcasm",
    ]
    assert review.findings[0].text == "regret that you feel this way"
    assert review.findings[-1].text == "wait is for your own safety"
    assert review.missing == ("acknowledge", "guide", "agree", "ensure")


def test_an_answer_that_hears_the_guest_scores_in_full() -> None:
    """It tells the evening back, names the feeling, apologises once and makes good."""
    review = check(HEARD, to=GUEST)
    assert (review.score, review.passed) == (100, True)
    assert not review.findings
    assert not review.left_open
