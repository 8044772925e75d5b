"""What tests of several packages need: signals as a terminal has them, four waves over the sample portal."""

from __future__ import annotations

import signal
from dataclasses import dataclass
from typing import TYPE_CHECKING

import pytest

import tests.browser.server
import tests.rules.server
from tests.audit.four_waves import walk
from tests.patience import wide_budgets
from wcag_audit.browser import Browser, BrowserOptions
from wcag_audit.store import Store

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator
    from pathlib import Path

    from tests.browser.server import Web
    from tests.rules.server import Shelf
    from wcag_audit.model.result import Wave


@dataclass(frozen=True)
class FourWaves:
    """Attributes: path: of the database; store: open on it; waves: oldest first."""

    path: Path
    store: Store
    waves: tuple[Wave, ...]


_TOGETHER = {
    "tests/report/": "report",
    "tests/audit/test_demo": "demo",
    "tests/audit/test_four_waves.py": "four waves",
    "tests/cli/test_compare_and_trend.py": "four waves",
}
"""Beginnings of paths whose tests share what is dear to make; the largest groups begin first."""


@pytest.hookimpl(optionalhook=True)
def pytest_xdist_make_scheduler(config: pytest.Config, log: object) -> object:
    """Give each worker whole files, and all files that share what is dear to make to the same one."""
    from xdist.scheduler import LoadFileScheduling  # noqa: PLC0415 - only where it is installed and used

    class Together(LoadFileScheduling):
        def _split_scope(self, nodeid: str) -> str:
            found = (group for beginning, group in _TOGETHER.items() if nodeid.startswith(beginning))
            return next(found, super()._split_scope(nodeid))

    return Together(config, log)


@pytest.fixture(scope="session", autouse=True)
def ctrl_c_is_heard() -> Iterator[None]:
    """Where a shell started the tests in the background they ignore Ctrl-C, and so would all programs they start."""
    before = signal.getsignal(signal.SIGINT)
    if before is signal.SIG_IGN:
        signal.signal(signal.SIGINT, signal.default_int_handler)
    yield
    signal.signal(signal.SIGINT, before)


@pytest.fixture(scope="session", autouse=True)
def probes_have_time() -> Iterator[None]:
    with wide_budgets():
        yield


@pytest.fixture
def web() -> Iterator[Web]:
    """A server that misbehaves as the test wants."""
    with tests.browser.server.serve() as web:
        yield web


@pytest.fixture(scope="session")
def shelf() -> Iterator[Shelf]:
    """A server of a few pages at a time, one for all tests."""
    with tests.rules.server.serve() as shelf:
        yield shelf


@pytest.fixture(scope="session")
async def browser() -> AsyncIterator[Browser]:
    """Our own browser, one for all tests; those of the portal and of reports have a plain one under this name."""
    async with Browser(BrowserOptions(allow_private=True)) as browser:
        yield browser


@pytest.fixture(scope="session")
async def four_waves(tmp_path_factory: pytest.TempPathFactory) -> AsyncIterator[FourWaves]:
    folder = tmp_path_factory.mktemp("four-waves")
    with Store.open(folder / "audit.db") as store:
        yield FourWaves(folder / "audit.db", store, tuple(await walk(folder, store)))
