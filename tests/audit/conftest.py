"""A fresh server and a fresh store for every test, and one wave over the sample portal for all."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

from tests.browser.server import Web, serve
from tests.patience import unhurried
from wcag_audit.audit import AuditOptions, run_wave
from wcag_audit.sample_portal import SamplePortal, demo_register
from wcag_audit.store import Store

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator
    from pathlib import Path

    from wcag_audit.model.result import Wave
    from wcag_audit.sample_portal import Request


@pytest.fixture
def web() -> Iterator[Web]:
    with serve() as web:
        yield web


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "audit.db") as store:
        yield store


@dataclass(frozen=True)
class Demo:
    """The sample portal after a wave over it, still being served.

    Attributes:
        requests: what the wave asked of it.
    """

    portal: SamplePortal
    store: Store
    wave: Wave
    requests: tuple[Request, ...]


@pytest.fixture(scope="session")
async def demo(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[Demo]:
    folder = tmp_path_factory.mktemp("demo")
    with SamplePortal() as portal, Store.open(folder / "audit.db") as store:
        options = AuditOptions(allow_private=True, contact="audit@example.kz")
        wave = await run_wave(unhurried(demo_register(portal.url)), store, options, name="demo")
        yield Demo(portal, store, wave, tuple(portal.requests))
