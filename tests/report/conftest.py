"""One report of a made-up wave, served on a local port, and a Chromium to look at it."""

from __future__ import annotations

import os
import shutil
import sys
import threading
from contextlib import contextmanager
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
import pytest_asyncio
from playwright.async_api import Browser, Page, async_playwright

sys.path.insert(0, str(Path(__file__).parent))

import made_up_lives
import made_up_wave
import nations

from tests.report.tabs import NARROW, WIDE, open_tab
from wcag_audit.report import ReportFiles, TrendFiles, write_report, write_trend_report

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator

    from wcag_audit.model.trend import Trend
    from wcag_audit.store import Store

_NAMES = ("chromium-headless-shell", "chromium", "chromium-browser", "google-chrome")


class _QuietHandler(SimpleHTTPRequestHandler):
    def log_message(self, *_: object) -> None:
        """Keep the test's output clean."""


@pytest.fixture(scope="session")
def store(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Store]:
    with made_up_wave.fill(tmp_path_factory.mktemp("store") / "audit.db", pages=105) as filled:
        yield filled


@pytest.fixture(scope="session")
def report(store: Store, tmp_path_factory: pytest.TempPathFactory) -> ReportFiles:
    return write_report(store, 1, tmp_path_factory.mktemp("report") / "wave", history=made_up_lives.lives)


@pytest.fixture(scope="session")
def small_trend(tmp_path_factory: pytest.TempPathFactory) -> Trend:
    return nations.small(tmp_path_factory.mktemp("nation") / "audit.db")


@pytest.fixture(scope="session")
def unknown_trend(tmp_path_factory: pytest.TempPathFactory) -> Trend:
    return nations.unknown(tmp_path_factory.mktemp("unknown") / "audit.db")


@pytest.fixture(scope="session")
def trend_report(small_trend: Trend, tmp_path_factory: pytest.TempPathFactory) -> TrendFiles:
    return write_trend_report(small_trend, tmp_path_factory.mktemp("trend") / "report", wave_report="../wave")


@pytest.fixture(scope="session")
def address(report: ReportFiles) -> Iterator[str]:
    """Where the report is served, without a slash at the end."""
    with _served(report.folder) as at:
        yield at


@pytest.fixture(scope="session")
def trend_address(trend_report: TrendFiles) -> Iterator[str]:
    """Where the trend report is served, without a slash at the end."""
    with _served(trend_report.folder) as at:
        yield at


@contextmanager
def _served(folder: Path) -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), partial(_QuietHandler, directory=str(folder)))
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    yield f"http://127.0.0.1:{server.server_address[1]}"
    server.shutdown()
    server.server_close()
    thread.join()


@pytest_asyncio.fixture(scope="session")
async def browser() -> AsyncIterator[Browser]:
    named = os.environ.get("WCAG_AUDIT_BROWSER") or next(filter(None, map(shutil.which, _NAMES)), None)
    async with async_playwright() as playwright:
        started = await playwright.chromium.launch(executable_path=named, args=["--no-sandbox"])
        yield started
        await started.close()


@pytest_asyncio.fixture(scope="session")
async def wide(browser: Browser) -> AsyncIterator[Page]:
    async with open_tab(browser, viewport=WIDE) as tab:
        yield tab


@pytest_asyncio.fixture(scope="session")
async def dark(browser: Browser) -> AsyncIterator[Page]:
    async with open_tab(browser, viewport=WIDE, color_scheme="dark") as tab:
        yield tab


@pytest_asyncio.fixture(scope="session")
async def forced(browser: Browser) -> AsyncIterator[Page]:
    async with open_tab(browser, viewport=WIDE, forced_colors="active") as tab:
        yield tab


@pytest_asyncio.fixture(scope="session")
async def narrow(browser: Browser) -> AsyncIterator[Page]:
    async with open_tab(browser, viewport=NARROW) as tab:
        yield tab
