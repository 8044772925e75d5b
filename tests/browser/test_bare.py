"""Commands sent past Playwright's public session answer as those sent through it."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, cast

import pytest
from playwright.async_api import CDPSession
from playwright.async_api import Error as PlaywrightError

from tests.browser.server import Web, page
from wcag_audit.browser import Browser, Limits, open_page
from wcag_audit.browser.bare import send
from wcag_audit.model.visit import Visit

if TYPE_CHECKING:
    from collections.abc import Mapping

_QUESTION = {"computedStyles": ["color"], "includeDOMRects": True}


class _OnlyPublic:
    """A session as another release of Playwright may have it, without an object inside."""

    def __init__(self, session: CDPSession) -> None:
        self._session = session

    async def send(self, method: str, params: Mapping[str, Any]) -> dict[str, Any]:
        return cast("dict[str, Any]", await self._session.send(method, dict(params)))


async def test_the_answer_is_the_same(browser: Browser, web: Web) -> None:
    web.put("/page", page("<p style='color: red'>Қазақстан <img src=x alt=''>"))
    async with browser.tab("bare") as tab:
        await open_page(tab, Visit(f"{web.address}/page", "bare"), Limits(load=1, settle=300))
        expected = await tab.session.send("DOMSnapshot.captureSnapshot", dict(_QUESTION))
        assert "Қазақстан" in str(expected)
        assert await send(tab.session, "DOMSnapshot.captureSnapshot", _QUESTION) == expected
        other = cast("CDPSession", _OnlyPublic(tab.session))
        assert await send(other, "DOMSnapshot.captureSnapshot", _QUESTION) == expected


async def test_a_refusal_is_playwrights_error(browser: Browser) -> None:
    async with browser.tab("bare") as tab:
        with pytest.raises(PlaywrightError, match="wasn't found"):
            await send(tab.session, "DOMSnapshot.nothing", {})
