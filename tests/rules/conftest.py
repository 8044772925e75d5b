"""One Chromium and one local server for all examples of rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.rules.server import Shelf, serve
from wcag_audit.browser import Browser, BrowserOptions

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator


@pytest.fixture(scope="session")
def shelf() -> Iterator[Shelf]:
    with serve() as shelf:
        yield shelf


@pytest.fixture(scope="session")
async def browser() -> AsyncIterator[Browser]:
    async with Browser(BrowserOptions(allow_private=True)) as browser:
        yield browser
