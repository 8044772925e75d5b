"""A made-up wave with hostile pages and an index, and its exports in each language."""

from __future__ import annotations

from typing import TYPE_CHECKING, Protocol

import pytest

from tests.report import made_up_wave
from wcag_audit.export import Format, WaveExport
from wcag_audit.model.basket import Basket, Procedure
from wcag_audit.model.finding import Engine
from wcag_audit.model.index import LevelIndex, Measured, SiteMeasures
from wcag_audit.model.language import LANGS

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from wcag_audit.model.language import Lang
    from wcag_audit.store import Store

PAGES = 30
HOSTILE_SITE = "abay-hostile"
PORTAL = "pastures-portal"
_BASKET = Basket("2026.1", "2026-01-05", (Procedure("axe-image-alt", "4.12.1", ("1.1.1",), engine=Engine.AXE),))


class Exports(Protocol):
    def __call__(self, lang: Lang = "en") -> Path: ...


def _indexes() -> tuple[LevelIndex, ...]:
    measured = LevelIndex("A", "2026.1", Measured.YES, 81.54, 79.0, 84.0, 20.0, 81.54, 3, 30, 0.1, 0.3, 12, 31, 30, 33)
    nearly = LevelIndex("AAA", "2026.1", Measured.YES, 99.6, 98.0, 99.9, 20.0, 99.6, 3, 30, 0.1, 0.3, 12, 86, 30, 33)
    return (
        measured,
        LevelIndex("AA", "2026.1", Measured.TOO_FEW_PAGES, None, None, None, None, None, 0, 2, 0, 1, 20, 55, 2, 2),
        nearly,
    )


@pytest.fixture(scope="session")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with made_up_wave.fill(tmp_path_factory.mktemp("store") / "audit.db", pages=PAGES, finish=False) as filled:
        filled.add_measures(1, SiteMeasures(PORTAL, "2026.1", _indexes(), (), ()), _BASKET)
        filled.finish_wave(1, "2026-11-20T04:30:00+05:00")
        yield filled


@pytest.fixture(scope="session")
def exports(store: Store, tmp_path_factory: pytest.TempPathFactory) -> Exports:
    """The folder with all formats in a language; every language is written once."""
    folders: dict[Lang, Path] = {}

    def written(lang: Lang = "en") -> Path:
        if lang not in folders:
            folders[lang] = tmp_path_factory.mktemp(f"exports-{lang}")
            told = list(WaveExport(store, store.wave(1), folders[lang], lang).write(store.register(1).bodies, Format))
            assert sorted(told) == sorted(path for path in folders[lang].rglob("*") if path.is_file())
        return folders[lang]

    return written


@pytest.fixture(params=LANGS)
def lang(request: pytest.FixtureRequest) -> Lang:
    return request.param  # type: ignore[no-any-return]
