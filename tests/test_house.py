"""A house style: rules off, other severities, allowed words, own cues and rules, a trade."""

from __future__ import annotations

import subprocess
import sys
from typing import TYPE_CHECKING, Any

import pytest

from deescalate import Deescalator, PackError, UnknownLanguageError
from deescalate._files import read_folder
from deescalate._registry import builtin_folder
from deescalate._switches import STYLES
from deescalate.results import CATEGORIES
from deescalate.testing import check_house

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from deescalate._pack import Common

    Write = Callable[..., Path]
    Desk = Callable[..., Deescalator]

OWN_RULE = """
[[rule]]
id = "negative.cipa-plano"
category = "negative"
severity = "warning"
find = ["[cipa|cipega] plano"]
why = "Ni diras startplano."
say = "startplano"
examples = [["Jen la cipega plano.", "Jen la startplano."]]
unchanged = ["Cipa estas la plano."]
"""
OWN_CUE = """
[[states.angry]]
strength = "strong"
cues = ["salta leporo"]
examples = ["Mi [salta leporo]."]
near_misses = ["La leporo salta."]

[[signals.outage]]
cues = ["blua ringo"]
examples = ["Jen [blua ringo]."]
near_misses = ["La ringo blua."]

[[elements.ensure.parts]]
part = "way_back"
strength = "strong"
cues = ["frapu porde"]
examples = ["[Frapu porde]."]
near_misses = ["La pordo."]
"""
ALL = (
    'allow = ["Malfe Box"]\n[[reply]]\ntext = "Jen Malfe Box."\nwording = []\n'
    + OWN_RULE
    + OWN_CUE
)


@pytest.fixture
def house(tmp_path: Path):
    """Return a function that writes a house style and returns the path of its file."""

    def write(text: str, name: str = "house.toml") -> Path:
        path = tmp_path / name
        path.parent.mkdir(exist_ok=True)
        path.write_text(text, encoding="utf-8")
        return path

    return write


@pytest.fixture
def desk(house: Write, talu_folder: Path) -> Desk:
    """Return a function that lays a house style over the toy pack."""

    def lay(*texts: str) -> Deescalator:
        paths = [house(text, f"{i}.toml") for i, text in enumerate(texts)]
        return Deescalator("qta", packs=[talu_folder], house=paths)

    return lay


def rules(desk: Deescalator, reply: str) -> list[str]:
    """Return the ids of the rules that fire on a reply."""
    return [finding.rule for finding in desk.check(reply).findings]


def severities(desk: Deescalator, reply: str) -> list[str]:
    """Return how severe the findings of a reply are."""
    return [finding.severity for finding in desk.check(reply).findings]


# ---------------------------------------------------------------- rules and severities


@pytest.mark.parametrize("name", ["negative.malfe", "negative"])
def test_a_rule_is_switched_off_by_its_id_or_its_category(desk: Desk, name: str) -> None:
    """For the check and for the rewrite."""
    reply = "Malfe, ni venas."
    assert rules(desk(), reply) == ["negative.malfe"]
    housed = desk(f'off = ["{name}"]')
    assert rules(housed, reply) == []
    assert housed.rewrite(reply).text == reply


def test_a_severity_is_changed_by_id_or_category(desk: Desk) -> None:
    """The id counts more than its category, whatever their order."""
    housed = desk('severity = [["negative.malfe", "info"], ["negative", "error"]]')
    assert severities(housed, "Malfe, ni venas.") == ["info"]
    assert severities(housed, "Ni ne povi veni antan lundo.") == ["error"]


def test_other_rules_stay_as_they_are(desk: Desk) -> None:
    """A house says only what is otherwise."""
    reply = "Malfe, tio ne eble."
    assert rules(desk('off = ["negative.ne-antan"]'), reply) == rules(desk(), reply)
    assert rules(desk('off = ["negative.malfe"]'), reply) == ["refusal.neeble"]


# ---------------------------------------------------------------- allowed words


def test_no_rule_fires_inside_allowed_words(desk: Desk) -> None:
    """Whatever their case; the same words elsewhere are found."""
    housed = desk('allow = ["Malfe Box"]')
    assert rules(housed, "Jen la malfe box.") == []
    assert rules(housed, "Malfe, jen la malfe box.") == ["negative.malfe"]


def test_allowed_words_stay_in_a_rewrite(desk: Desk) -> None:
    """No swap touches them, and nothing is proposed."""
    text = "Jen la kliento."
    assert desk().rewrite(text).text == "Jen nia kliento."
    mended = desk('allow = ["Kliento"]').rewrite(text)
    assert (mended.text, mended.proposals) == (text, ())


def test_a_rule_still_fires_around_allowed_words(desk: Desk) -> None:
    """If it needs none of them: they are only what the order is about."""
    mended = desk('allow = ["Malfe Box"]').rewrite("Du musi sendi malfe box.")
    assert mended.text == "Bonvo sendi malfe box."


# ---------------------------------------------------------------- own cues and rules


def test_a_house_has_rules_of_its_own(desk: Desk) -> None:
    """Found, swapped, and told with the file that holds them."""
    housed = desk(OWN_RULE)
    (finding,) = housed.check("Jen la cipa plano.").findings
    assert (finding.rule, finding.source) == ("negative.cipa-plano", "0.toml")
    assert housed.rewrite("Jen la cipa plano.").text == "Jen la startplano."


def test_a_rule_with_the_id_of_the_pack_s_takes_its_place(desk: Desk) -> None:
    """The house's words and reasons count."""
    housed = desk(OWN_RULE.replace("cipa-plano", "malfe"))
    assert rules(housed, "Malfe, ni venas.") == []
    assert rules(housed, "Jen la cipa plano.") == ["negative.malfe"]


def test_a_house_has_cues_of_its_own(desk: Desk) -> None:
    """For states, signals and elements, each with the file that holds it."""
    housed = desk(OWN_CUE)
    seen = housed.detect("Mi salta leporo! Jen blua ringo!")
    assert seen.state == "angry"
    assert [signal.name for signal in seen.signals] == ["outage"]
    ensure = housed.check("Frapu porde.").elements["ensure"]
    assert [each.source for each in ensure.evidence] == ["0.toml"]


def test_a_house_has_advice_and_samples_of_its_own(desk: Desk) -> None:
    """They stand in for the pack's."""
    reply = "Nu."
    housed = desk('[elements.guide]\nadvice = "Diru."\nsamples = ["Provu {tion}."]\n')
    guide = housed.check(reply).elements["guide"]
    assert (guide.advice, guide.sample) == ("Diru.", "Provu {tion}.")
    assert housed.check(reply).elements["agree"] == desk().check(reply).elements["agree"]


def test_a_folder_may_hold_files_like_those_of_a_pack(house: Write, talu_folder: Path) -> None:
    """The file ``house.toml`` beside them says the rest."""
    house('off = ["negative.malfe"]', "style/house.toml")
    path = house(OWN_RULE, "style/wording.toml")
    housed = Deescalator("qta", packs=[talu_folder], house=path.parent)
    (finding,) = housed.check("Malfe, jen la cipa plano.").findings
    assert (finding.rule, finding.source) == ("negative.cipa-plano", "style/wording.toml")


def test_a_later_house_lies_over_an_earlier_one(desk: Desk) -> None:
    """It may speak of the other's rules, and take their place."""
    reply = "Jen la cipa plano."
    severe = desk(OWN_RULE, 'severity = [["negative.cipa-plano", "error"]]')
    assert severities(severe, reply) == ["error"]
    assert rules(desk(OWN_RULE, 'off = ["negative.cipa-plano"]'), reply) == []
    other = OWN_RULE.replace("[cipa|cipega] plano", "kara plano")
    assert rules(desk(OWN_RULE, other), reply) == []
    assert rules(desk(OWN_RULE, other), "Jen la kara plano.") == ["negative.cipa-plano"]


def test_a_house_lies_over_the_language_that_it_names(house: Write, toy: Path) -> None:
    """Other packs stay as they are; an alias will do."""
    other = toy.with_name("other")
    other.mkdir()
    for path in toy.iterdir():
        text = path.read_text(encoding="utf-8").replace('tag = "qta"', 'tag = "qtz"')
        (other / path.name).write_text(text.replace('"qtb", ', '"qty", '), encoding="utf-8")
    path = house('language = "qtb"\noff = ["negative.malfe"]')
    both = Deescalator(house=path, packs=[toy, other])
    assert both.check("Malfe, ni venas.", language="qta").findings == ()
    assert both.check("Malfe, ni venas.", language="qtz").findings != ()


def test_a_house_leaves_other_instances_alone(desk: Desk) -> None:
    """Packs compiled with a house belong to their instance."""
    desk('off = ["negative"]').check("Malfe, ni venas.")
    assert rules(desk(), "Malfe, ni venas.") == ["negative.malfe"]


def test_a_text_in_no_language_needs_no_house(desk: Desk) -> None:
    """There is nothing to lay it over."""
    assert desk('off = ["negative"]').check("12", language="und").findings == ()


# ---------------------------------------------------------------- trades


def test_a_shop_is_strict_on_negative_words(house: Write, english: Deescalator) -> None:
    """What is a hint elsewhere is a warning there."""
    shop = Deescalator("en", house=house('preset = "shop"'))
    reply = "There is a problem with the till."
    assert severities(english, reply) == ["info"]
    assert severities(shop, reply) == ["warning"]


def test_a_bank_may_state_plain_facts(house: Write) -> None:
    """What only sounds gloomy is still a hint."""
    bank = Deescalator("en", house=house('preset = "bank"'))
    assert rules(bank, "There is a problem with the transfer.") == []
    assert severities(bank, "Unfortunately, the branch is closed.") == ["info"]


def test_a_house_counts_more_than_its_trade(house: Write) -> None:
    """A severity brings a rule back that the trade switches off."""
    severity = '[["negative.problem", "error"], ["negative", "warning"]]'
    bank = Deescalator("en", house=house(f'preset = "bank"\nseverity = {severity}'))
    assert severities(bank, "There is a problem with the transfer.") == ["error"]
    assert severities(bank, "Unfortunately, the branch is closed.") == ["warning"]
    assert bank.rewrite("It works!!").text == "It works!"


def test_a_way_of_writing_is_switched_off_by_its_id(house: Write) -> None:
    """Marks in a row stay as they are."""
    loud = Deescalator("en", house=house('off = ["marks.doubled"]'))
    assert loud.rewrite("It works!!").text == "It works!!"


def test_trades_name_rules_and_categories_that_there_are(common: Common) -> None:
    """A rule of a preset is in a pack that comes with the library."""
    known = {*CATEGORIES, *STYLES}
    for folder in builtin_folder().iterdir():
        if (folder / "wording.toml").is_file():
            _, models = read_folder(folder, folder.name)
            known |= {rule.id for rule in models["wording.toml"].rule}
    for preset in common.presets.preset:
        named = {*preset.off, *(name for name, _ in preset.severity)}
        assert named <= known, preset.name


# ---------------------------------------------------------------- errors


@pytest.mark.parametrize(
    ("text", "line", "words"),
    [
        ('\noff = ["negative.malfo"]', 2, "did you mean 'negative.malfe'"),
        ('severity = [\n["polcy", "info"]]', 2, "did you mean 'policy'"),
        ('off = ["xyzzy"]', 1, "categories: negative, refusal"),
        ('preset = "shpo"', 1, "presets: shop, bank"),
    ],
)
def test_what_is_not_there_is_an_error(desk: Desk, text: str, line: int, words: str) -> None:
    """When the pack is first needed, with the line and a hint, each time."""
    housed = desk(text)
    for _ in range(2):
        with pytest.raises(PackError, match=words) as caught:
            housed.check("Nu.")
        (problem,) = caught.value.problems
        assert (problem.file, problem.line) == ("0.toml", line)
        assert problem.excerpt in text


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ('alow = ["x"]', "did you mean 'allow'"),
        ('severity = [["negative", "bad"]]', "'bad' is not in the list"),
        ("off = [", "not valid TOML"),
        (OWN_CUE.replace('["salta leporo"]', '["~ leporo"]'), "the cue '~ leporo'"),
        (OWN_RULE * 2, "the id 'negative.cipa-plano' stands twice"),
        (OWN_RULE.replace('say = "startplano"', ""), "offers nothing better"),
    ],
)
def test_a_broken_house_is_an_error_at_once(desk: Desk, text: str, words: str) -> None:
    """When the object is made, with the line."""
    with pytest.raises(PackError, match=words) as caught:
        desk(text)
    assert caught.value.problems[0].line


def test_a_house_that_is_not_there_is_an_error(tmp_path: Path) -> None:
    """A folder without ``house.toml`` is none."""
    with pytest.raises(PackError, match=r"house\.toml: the file is missing"):
        Deescalator(house=tmp_path)


def test_a_house_for_a_language_that_is_not_there_is_an_error(desk: Desk) -> None:
    """It would lie over nothing."""
    with pytest.raises(UnknownLanguageError):
        desk('language = "tlh"').check("Nu.")


# ---------------------------------------------------------------- proofs


@pytest.fixture
def problems(talu_folder: Path) -> Callable[[Path], list[tuple[str, bool, str]]]:
    """Return a function that checks a house over the toy pack: file, whether a line, message."""

    def told(path: Path) -> list[tuple[str, bool, str]]:
        found = check_house(path, "qta", packs=[talu_folder])
        return [(each.file, each.line > 0, each.message) for each in found]

    return told


def test_a_sound_house_has_no_problems(house: Write, problems: Callable[..., list[str]]) -> None:
    """Its own cues, rules and golden texts are run."""
    assert problems(house(ALL)) == []


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ('"Jen la startplano."]', '"Jen la plano."]', "becomes 'Jen la startplano.'"),
        ("Cipa estas la plano.", "Jen cipa plano.", "fires on it"),
        ("La leporo salta.", "Li salta leporo.", "the near miss is hit"),
        ("[blua ringo]", "[blua] ringo", "the example should hit"),
        ("[Frapu porde]", "[Frapu] porde", "the example should hit"),
        ("wording = []", 'wording = ["policy"]', "wording: missing ['policy']"),
        ("wording = []", 'wording = []\nelements = ["guide"]', "elements: missing ['guide']"),
    ],
)
def test_what_a_house_doesn_t_prove_is_a_problem(
    house: Write, problems: Callable[..., list[Any]], old: str, new: str, words: str
) -> None:
    """With the line in the file where it stands."""
    assert old in ALL
    ((file, has_line, message),) = problems(house(ALL.replace(old, new)))
    assert words in message
    assert (file, has_line) == ("house.toml", True)


def test_golden_texts_are_compared_in_what_they_say(
    house: Write, problems: Callable[..., list[Any]]
) -> None:
    """A message without signals says nothing about them."""
    text = '[[message]]\ntext = "Denovo! Mi grumas."\nstate = "angry"\n'
    assert problems(house(text)) == []
    ((_, _, message),) = problems(house(text.replace("angry", "calm")))
    assert "the state should be calm" in message


def test_problems_in_a_folder_name_its_files(
    house: Write, problems: Callable[..., list[Any]]
) -> None:
    """As for a pack."""
    house("", "style/house.toml")
    house(OWN_RULE.replace("Cipa estas la plano.", "Jen cipa plano."), "style/wording.toml")
    path = house('[[reply]]\ntext = "Nu."\nwording = ["blame"]', "style/golden.toml")
    assert [file for file, _, _ in problems(path.parent)] == ["wording.toml", "golden.toml"]


def test_a_broken_house_is_told_as_problems() -> None:
    """Nothing is raised."""
    assert [str(each) for each in check_house("no/such/style.toml")] == [
        "style.toml: the file is missing"
    ]


# ---------------------------------------------------------------- command line


def run(*arguments: str | Path) -> subprocess.CompletedProcess[str]:
    """Run the command line."""
    return subprocess.run(
        [sys.executable, "-m", "deescalate", *map(str, arguments)],
        capture_output=True,
        text=True,
        check=False,
        stdin=subprocess.DEVNULL,
    )


def test_the_command_line_takes_house_scorecard_channel_and_turn(
    house: Write, tmp_path: Path
) -> None:
    """All that a check may be given."""
    style = house('off = ["negative"]')
    card = tmp_path / "card.toml"
    card.write_text("[score]\nbar = 7\n", encoding="utf-8")
    given = ("--house", style, "--scorecard", card, "--channel", "chat", "--turn", "last")
    answer = run("check", "--json", *given, "Sadly, it rains.")
    assert '"findings":[]' in answer.stdout
    assert '"bar":7' in answer.stdout
    assert '"channel":"chat","turn":"last"' in answer.stdout


def test_an_unknown_channel_on_the_command_line_is_bad_use() -> None:
    """It names those there are."""
    answer = run("check", "--channel", "fax", "Okay.")
    assert answer.returncode == 2
    assert "help_page" in answer.stderr


def test_a_house_is_told_from_a_pack_when_it_is_checked(house: Write) -> None:
    """By its ``house.toml``, or since it is a file."""
    path = house('off = ["polcy"]')
    for place in (path, path.parent):
        answer = run("pack", "check", place)
        assert answer.returncode == 1
        assert "did you mean 'policy'?" in answer.stdout
        assert "1 problem" in answer.stdout
