"""One Chromium, and a server of its own for every test."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

import pytest

from wcag_audit.browser import Browser, Limits, Opened, open_page
from wcag_audit.model.visit import Visit

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    Open = Callable[..., Awaitable[Opened]]

LIMITS = Limits(navigation=120.0, load=20.0, settle=700)
"""Time enough to arrive on a busy machine; pages that are never quiet are looked at soon."""


@pytest.fixture
def visit(browser: Browser) -> Open:
    """A function that opens an address in a tab of the site "tests" and says what became of it."""

    async def opened(address: str, **limits: float) -> Opened:
        async with browser.tab("tests") as tab:
            return await open_page(tab, Visit(address, "tests"), replace(LIMITS, **limits))

    return opened
