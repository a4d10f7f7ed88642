"""How packs are found."""

from __future__ import annotations

import sys
from concurrent.futures import ThreadPoolExecutor
from importlib import metadata
from importlib.metadata import EntryPoint
from typing import TYPE_CHECKING

import pytest

from deescalate._registry import GROUP, Registry
from deescalate.errors import PackError, UnknownLanguageError

if TYPE_CHECKING:
    from pathlib import Path


def test_the_packs_that_come_along_are_there() -> None:
    """English is one of them, and what they share is no language."""
    tags = Registry().tags()
    assert "en" in tags
    assert "common" not in tags
    assert list(tags) == sorted(tags)


@pytest.mark.parametrize("tag", ["qta", "QTA", "qta-XX", "qta_XX", "qta-Latn-XX", "qtb", "qtb-XX"])
def test_a_tag_is_shortened_or_an_alias(toy: Path, tag: str) -> None:
    """A region or script that no pack is for is left off."""
    assert Registry([toy]).match(tag) == "qta"


def test_an_alias_may_have_a_region(toy: Path) -> None:
    """What a pack declares in full is found in full only."""
    registry = Registry([toy])
    assert registry.match("qtc-toyland") == "qta"
    with pytest.raises(UnknownLanguageError):
        registry.match("qtc")


@pytest.mark.parametrize("tag", ["qtd", "qt", "qtaa", "", "-", "../qta", "und", "common"])
def test_another_language_never_steps_in(toy: Path, tag: str) -> None:
    """What no pack is for is an error that names what there is."""
    with pytest.raises(UnknownLanguageError, match=r"there are packs for: .*qta") as caught:
        Registry([toy]).match(tag)
    assert caught.value.tag == tag
    assert {"en", "qta"} <= set(caught.value.available)


def test_a_folder_given_by_hand_wins(toy: Path) -> None:
    """A pack of the same tag takes the place of the one that comes along."""
    text = (toy / "pack.toml").read_text(encoding="utf-8")
    (toy / "pack.toml").write_text(text.replace('"qta"', '"en"'), encoding="utf-8")
    registry = Registry([str(toy)])
    assert registry.folder("en-GB") == toy
    settings = registry.pack("en").settings
    assert settings is not None
    assert settings.name == "Talu"


def test_a_pack_is_read_once(toy: Path) -> None:
    """Asking again, by whatever tag, gives the same pack."""
    registry = Registry([toy])
    assert registry.pack("qta") is registry.pack("qtb")


def test_a_pack_is_read_once_by_many_threads(toy: Path) -> None:
    """All get the same pack on first use."""
    registry = Registry([toy])
    with ThreadPoolExecutor(8) as pool:
        packs = list(pool.map(registry.pack, ["qta"] * 32))
    assert len({id(pack) for pack in packs}) == 1


def test_the_pack_of_no_language_is_always_there() -> None:
    """It can be asked for by its tag, but it is no language."""
    registry = Registry()
    assert registry.pack("und").tag == "und"
    assert "und" not in registry.tags()


def test_heads_tell_of_packs_without_compiling_them(toy: Path) -> None:
    """Name, script and common words can be had from the head alone."""
    (toy / "states.toml").unlink()
    heads = dict(Registry([toy]).heads())
    assert heads["qta"]["name"] == "Talu"


def test_a_broken_pack_is_told_when_it_is_read(toy: Path) -> None:
    """Not before: other packs can be used."""
    (toy / "states.toml").unlink()
    registry = Registry([toy])
    for _ in range(2):
        with pytest.raises(PackError, match=r"states\.toml: the file is missing"):
            registry.pack("qta")


@pytest.mark.parametrize("content", [None, "", "tag = 5", "tag = ", 'name = "x"'])
def test_a_folder_that_names_no_tag_is_no_pack(tmp_path: Path, content: str | None) -> None:
    """The error says what a pack is."""
    if content is not None:
        (tmp_path / "pack.toml").write_text(content, encoding="utf-8")
    with pytest.raises(PackError, match="names no tag") as caught:
        Registry([tmp_path])
    assert "a pack is a folder" in caught.value.problems[0].hint


class TestEntryPoints:
    """Packs that other distributions bring."""

    @pytest.fixture
    def offered(self, toy: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
        """Return the folder of a package that would fail if it were imported."""
        package = toy.parent / "acme_packs"
        (package / "inner").mkdir(parents=True)
        for place in (package, package / "inner"):
            (place / "__init__.py").write_text("raise RuntimeError", encoding="utf-8")
        toy.rename(package / "inner" / "talu")
        monkeypatch.syspath_prepend(str(toy.parent))
        return package

    def offer(self, monkeypatch: pytest.MonkeyPatch, value: str) -> None:
        """Let a distribution offer a pack under the tag qta."""
        point = EntryPoint(name="qta", value=value, group=GROUP)
        monkeypatch.setattr(metadata, "entry_points", lambda *, group: [point] * (group == GROUP))

    @pytest.mark.parametrize("value", ["acme_packs:inner/talu", "acme_packs.inner:talu"])
    def test_a_pack_is_found_and_its_package_never_imported(
        self, offered: Path, monkeypatch: pytest.MonkeyPatch, value: str
    ) -> None:
        """A pack is data: nothing of the distribution runs."""
        self.offer(monkeypatch, value)
        registry = Registry()
        assert registry.folder("qta") == offered / "inner" / "talu"
        assert registry.pack("qta").tag == "qta"
        assert "acme_packs" not in sys.modules

    def test_a_package_that_is_gone_is_a_broken_pack(
        self, monkeypatch: pytest.MonkeyPatch
    ) -> None:
        """The others can still be used."""
        self.offer(monkeypatch, "no_such_package:folder")
        registry = Registry()
        assert {"en", "qta"} <= set(registry.tags())
        with pytest.raises(PackError, match="missing"):
            registry.pack("qta")
