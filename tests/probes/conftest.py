"""Opens a page from a local server in one Chromium, as an audit would, for probes to look at."""

from __future__ import annotations

from contextlib import asynccontextmanager
from typing import TYPE_CHECKING

import pytest

from tests.patience import LIMITS
from wcag_audit.browser import Browser, ChromiumTab, open_page
from wcag_audit.model.visit import Visit, VisitStatus

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Callable
    from contextlib import AbstractAsyncContextManager

    from tests.rules.server import Shelf

    OpenTab = Callable[..., AbstractAsyncContextManager[ChromiumTab]]

_PAGE = '<!DOCTYPE html><html lang="en"><head><title>Page</title></head><body>{}</body></html>'


@pytest.fixture
def open_tab(browser: Browser, shelf: Shelf) -> OpenTab:
    """A function that opens the body's HTML, with other pages by path, in a tab that is settled."""

    @asynccontextmanager
    async def opened(body: str, **others: str) -> AsyncIterator[ChromiumTab]:
        shelf.pages = {"/page.html": _PAGE.format(body)} | {f"/{path}.html": html for path, html in others.items()}
        async with browser.tab("probes") as tab:
            answer = await open_page(tab, Visit(f"{shelf.address}/page.html", "probes"), LIMITS)
            assert answer.record.status is VisitStatus.PENDING, answer.record
            yield tab

    return opened
