"""A fresh server and a fresh store for every test, and one demonstration for all."""

from __future__ import annotations

from contextlib import nullcontext
from dataclasses import dataclass
from functools import partial
from typing import TYPE_CHECKING

import pytest

from tests.patience import unhurried
from tests.running import run_here
from wcag_audit.audit import AuditOptions
from wcag_audit.cli import demo as command
from wcag_audit.sample_portal import SamplePortal, demo_register
from wcag_audit.store import Store

if TYPE_CHECKING:
    from collections.abc import Iterator
    from pathlib import Path

    from tests.running import Done
    from wcag_audit.model.result import Wave
    from wcag_audit.sample_portal import Request


@pytest.fixture
def store(tmp_path: Path) -> Iterator[Store]:
    with Store.open(tmp_path / "audit.db") as store:
        yield store


@dataclass(frozen=True)
class Demo:
    """The sample portal after the demonstration, still being served.

    Attributes:
        folder: of the report and the database.
        told: what the demonstration said.
        requests: what the wave asked of the portal.
    """

    folder: Path
    told: Done
    portal: SamplePortal
    store: Store
    wave: Wave
    requests: tuple[Request, ...]


@pytest.fixture(scope="session")
def demo(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Demo]:
    """`wcag-audit demo`, run once over what an earlier one left."""
    folder = tmp_path_factory.mktemp("demo")
    folder.joinpath("audit.db").write_text("left over", "utf-8")
    with SamplePortal() as portal, pytest.MonkeyPatch.context() as patch:
        patch.setattr(command, "SamplePortal", lambda: nullcontext(portal))
        patch.setattr(command, "AuditOptions", partial(AuditOptions, contact="audit@example.kz"))
        patch.setattr(command, "demo_register", lambda origin: unhurried(demo_register(origin)))
        told = run_here("demo", "--output", str(folder))
        requests = tuple(portal.requests)
        with Store.open(folder / "audit.db") as store:
            wave = store.latest_wave()
            assert wave is not None, told
            yield Demo(folder, told, portal, store, wave, requests)
