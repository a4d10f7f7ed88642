"""Fixtures that several test files share.

Engines are tested on a toy pack in a made-up language, so that no test of an engine depends on
what the pack of a real language says. Its words mean: ``grum`` anger, ``wela`` joy, ``mopo``
waiting, ``nen`` not, ``vato`` very, ``liti`` a little, ``dago`` day, ``lundo`` Monday.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import pytest

from deescalate import Deescalator
from deescalate._pack import read_common, read_pack
from deescalate._registry import builtin_folder
from deescalate.results import State

if TYPE_CHECKING:
    from collections.abc import Callable
    from pathlib import Path

    from deescalate._pack import Common, Pack

TOY = {
    "pack.toml": """\
tag = "qta"
name = "Talu"
english_name = "Toy"
aliases = ["qtb", "qtc-Toyland"]
writing = "spaced"
script = "Latin"
numbers = [["uno", 1], ["due", 2], ["tri", 3]]
ordinals = [["tria", 3]]
ordinal_endings = ["ma"]
articles = ["ul"]
weekdays = [["lundo"], ["marto"]]
months = [["mayo", "may"]]
units = ["dago", "dagi", "h"]
clock = ["hor"]
times = ["morgo", "[sekva|lasta] semo"]
money = ["$", "€", "krono"]
abbreviations = ["sro", "k.t"]
respellings = [["grm", "grum"], ["mp", "mopo"]]
common = [
    "ba", "be", "bi", "bo", "bu", "da", "de", "di", "do", "du", "fa", "fe", "fi", "fo", "fu", "ga",
    "ge", "gi", "go", "gu", "ha", "he", "hi", "ho", "hu", "ja", "je", "ji", "jo", "ju", "ka", "ke",
    "ki", "ko", "ku", "la", "le", "li", "lo", "lu", "ma", "me", "mi", "mo", "mu", "na", "ne", "ni",
    "no", "nu",
]

[negation]
words = ["nen", "nula mo"]
reach = 3

[boosters]
words = ["vato"]

[softeners]
words = ["liti"]
""",
    "states.toml": """\
[[satisfied]]
strength = "clear"
cues = ["wela*"]
except = ["welako"]
examples = ["Mi [wela]."]
near_misses = ["Mi havi welako."]

[[calm]]
strength = "clear"
cues = ["tranka"]
examples = ["Mi [tranka]."]
near_misses = ["Mi trankado."]

[[confused]]
strength = "clear"
cues = ["konfu*"]
examples = ["Mi [konfusa]."]
near_misses = ["Mi kon fusa."]

[[worried]]
strength = "clear"
cues = ["timo"]
examples = ["[Timo]!"]
near_misses = ["Timoro."]

[[disappointed]]
strength = "clear"
cues = ["trista"]
examples = ["Mi [trista]."]
near_misses = ["Tristano."]

[[frustrated]]
strength = "clear"
cues = ["ankor [mopo|mopas]", "[mopo|mopas] ~ nenio"]
examples = ["Mi [ankor mopas].", "Mi [mopo por tio nenio]."]
near_misses = ["Mi mopo."]

[[frustrated]]
strength = "mild"
cues = ["kialo ?"]
examples = ["Sed [kialo?]"]
near_misses = ["Jen la kialo."]

[[angry]]
strength = "strong"
cues = ["grum*", "brula kapo"]
examples = ["Mi [grumas].", "Mia [brula kapo]!"]
near_misses = ["Brula domo, kapo."]
""",
    "signals.toml": """\
[[repeat_contact]]
cues = ["{n} fojo", "denovo"]
examples = ["Jen la [tria fojo].", "Mi skribi [denovo]."]
near_misses = ["Unu fojo."]

[[long_wait]]
cues = ["mopo {time}"]
examples = ["Mi [mopo 14 dagi]."]
near_misses = ["Mi mopo."]

[[deadline]]
cues = ["antan {time}"]
examples = ["Mi bezona tio [antan lundo]."]
near_misses = ["Antan la domo."]

[[money]]
cues = ["{money}", "pago"]
examples = ["Jen [$49].", "La [pago] mankas."]
near_misses = ["Pagora."]

[[supervisor]]
cues = ["cefo"]
examples = ["Mi vola la [cefo]."]
near_misses = ["Cefalo."]

[[churn]]
cues = ["adio"]
examples = ["[Adio]!"]
near_misses = ["Radio."]

[[outage]]
cues = ["nula reto"]
examples = ["[Nula reto] ci tie."]
near_misses = ["La reto."]

[[threat]]
cues = ["venki vin"]
examples = ["Mi [venki vin]!"]
near_misses = ["Mi venki."]

[[safety]]
cues = ["danga"]
examples = ["Estas [danga]!"]
near_misses = ["Mandanga."]
""",
    "elements.toml": """\
[acknowledge]
advice = "Nomu la problemo."
samples = ["Mi beda pro {problemo}.", "Mi komprena."]

[[acknowledge.parts]]
part = "apology"
strength = "strong"
cues = ["beda*"]
examples = ["Mi [bedaras] tio."]
near_misses = ["Abeda."]

[[acknowledge.parts]]
part = "feeling"
strength = "weak"
cues = ["komprena", "mi sentas", "ege ege beda*"]
examples = ["Mi [komprena].", "[Mi sentas] tio.", "Mi [ege ege bedaras]."]
near_misses = ["Nekomprena."]

[[acknowledge.parts]]
part = "thanks"
strength = "none"
cues = ["komprena sed"]
examples = ["Mi [komprena, sed] ne."]
near_misses = ["Mi komprena."]

[guide]
advice = "Diru kio nun."
samples = ["Mi sendi {tio}."]
except = ["sendi* preter"]
near_misses = ["Mi sendis preter."]

[[guide.parts]]
part = "done"
strength = "strong"
cues = ["mi sendi*"]
examples = ["[Mi sendis] tio."]
near_misses = ["Vi sendis."]

[[guide.parts]]
part = "pointer"
strength = "weak"
cues = ["estas dekstre"]
examples = ["Tio [estas dekstre]."]
near_misses = ["Tio estis dekstre."]

[agree]
advice = "Diru kiam."
samples = ["Mi mem, ekde {tempo}."]

[[agree.parts]]
part = "time"
strength = "strong"
cues = ["ekde {time}"]
examples = ["[Ekde lundo]."]
near_misses = ["Ekde tio."]

[[agree.parts]]
part = "owner"
strength = "weak"
cues = ["mi mem"]
examples = ["[Mi mem] venas."]
near_misses = ["Vi mem."]

[ensure]
advice = "Demandu pri la resto."
samples = ["Skribu al {adreso}."]

[[ensure.parts]]
part = "way_back"
strength = "strong"
cues = ["skribu al {mail}", "vidu {link}"]
examples = ["[Skribu al a@example.com].", "[Vidu https://example.com]."]
near_misses = ["Skribu al mi."]
""",
    "wording.toml": """\
[[rule]]
id = "command.du-musi"
category = "command"
severity = "warning"
find = ["du musi {do}"]
except = ["du musi rajti"]
why = "Ordono."
say = "bonvo {do}"
examples = [["Du musi veni.", "Bonvo veni."], ["Se ne, du musi iri nun.", "Se ne, bonvo iri nun."]]
unchanged = ["Du musi rajti."]

[[rule]]
id = "negative.malfe"
category = "negative"
severity = "warning"
find = ["[tre]? malfe"]
why = "Nigra vorto."
say = ""
examples = [["Malfe, ni venas.", "Ni venas."], ["Ni tre malfe venas.", "Ni venas."]]
unchanged = ["Malfeo."]

[[rule]]
id = "refusal.neeble"
category = "refusal"
severity = "error"
find = ["[ne|neniam] eble"]
why = "Muro."
propose = ["Mi povi {ofero}."]
examples = ["Tio [ne eble].", "[Neniam eble]!"]
unchanged = ["Tio eble."]

[[rule]]
id = "negative.ne-antan"
category = "negative"
severity = "info"
find = ["ne povi {do} antan {time}"]
why = "Ne al jes."
say = "povi {do} ekde {time}"
changes = ["negation"]
examples = [
    ["Ni ne povi veni antan lundo.", "Ni povi veni ekde lundo."],
    ["Ni NE POVI veni antan 3 dagi.", "Ni povi veni ekde 3 dagi."],
]
unchanged = ["Ni ne povi veni."]

[[rule]]
id = "impersonal.la-kliento"
category = "impersonal"
severity = "info"
find = ["la [kliento|uzanto]"]
why = "Fremda."
say = "nia {1}"
examples = [["La kliento venas.", "Nia kliento venas."], ["Jen la uzanto.", "Jen nia uzanto."]]
unchanged = ["Kliento venas."]

[[rule]]
id = "policy.regulo"
category = "policy"
severity = "info"
find = ["nia regulo"]
unless = ["se vi vola"]
why = "Kialo?"
propose = ["Ni faras tio por {kialo}."]
examples = ["Estas [nia regulo].", "[Nia regulo] estas tio."]
unchanged = ["Estas nia regulo, se vi vola."]
""",
    "golden.toml": """\
[[message]]
text = "Tria fojo! Mi grumas."
state = "angry"
signals = ["repeat_contact"]

[[reply]]
to = "Mi grumas."
text = "Mi bedaras. Tio ne eble."
elements = ["acknowledge"]
wording = ["refusal"]
""",
}


@pytest.fixture
def toy(tmp_path: Path) -> Path:
    """Return the folder of a fresh copy of the toy pack."""
    folder = tmp_path / "toy"
    folder.mkdir()
    for name, text in TOY.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture
def edited(toy: Path) -> Callable[[str, str, str], Path]:
    """Return a function that replaces words in a file of the toy pack and returns its folder."""

    def edit(name: str, old: str, new: str) -> Path:
        text = (toy / name).read_text(encoding="utf-8")
        assert old in text
        (toy / name).write_text(text.replace(old, new, 1), encoding="utf-8")
        return toy

    return edit


@pytest.fixture(scope="session")
def common(tmp_path_factory: pytest.TempPathFactory) -> Common:
    """Return what all packs share, with weights that are easy to reckon with.

    The real weights are fitted anew from time to time; no test of an engine should notice.
    """
    folder = tmp_path_factory.mktemp("common")
    for path in (builtin_folder() / "common").glob("*.*"):
        (folder / path.name).write_bytes(path.read_bytes())
    states = [state.value for state in State if state is not State.UNKNOWN]
    strengths = {"mild": 1.0, "clear": 2.0, "strong": 3.0, "negated": -1.0, "quoted": 0.25}
    features = {
        f"{state}.{strength}": {state: weight}
        for state in states
        for strength, weight in strengths.items()
    }
    features["style.no_cue"] = {"calm": 1.0}
    features["style.exclamation"] = {"angry": 0.25}
    features["signal.repeat_contact"] = {"frustrated": 0.5}
    weights = {"bias": dict.fromkeys(states, 0.0), "features": features}
    (folder / "weights.json").write_text(json.dumps(weights), encoding="utf-8")
    return read_common(folder)


@pytest.fixture(scope="session")
def talu_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return the folder of a toy pack that no test changes."""
    folder = tmp_path_factory.mktemp("talu")
    for name, text in TOY.items():
        (folder / name).write_text(text, encoding="utf-8")
    return folder


@pytest.fixture(scope="session")
def talu(talu_folder: Path, common: Common) -> Pack:
    """Return the toy pack, compiled."""
    return read_pack(talu_folder, "qta", common)


@pytest.fixture(scope="session")
def english() -> Deescalator:
    """Return a reader for English, with its pack compiled once."""
    reader = Deescalator("en")
    reader.detect("")
    return reader
