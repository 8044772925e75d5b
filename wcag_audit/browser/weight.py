"""Watches how much of a slow page arrives: a page without end must fill neither the renderer's memory nor our time."""

from __future__ import annotations

import asyncio
from contextlib import suppress
from typing import TYPE_CHECKING, Any

from playwright.async_api import Error as PlaywrightError

from wcag_audit.browser.guard import MAIN_DOCUMENT_LIMIT
from wcag_audit.errors import ProbeError
from wcag_audit.remark import Remark

if TYPE_CHECKING:
    from wcag_audit.browser.tab import ChromiumTab

_PATIENCE = 1.0
"""Seconds a page may load unwatched: watching costs time, and most pages are read long before."""
_PAUSE = 0.5


async def too_heavy(tab: ChromiumTab, nodes: int, characters: int) -> str:
    """Wait until more of the page has arrived than we take; to be cancelled once the document is read.

    Bytes are counted as they arrive, whatever they are; elements and text as the browser makes them of the bytes.

    Args:
        tab: in which the page is being opened.
        nodes: most elements.
        characters: most characters of text.

    Returns:
        A remark on it.
    """
    arrived = 0

    def on_data(event: dict[str, Any]) -> None:
        nonlocal arrived
        if event["requestId"] == tab.guard.arrival.request:
            arrived += int(event["dataLength"])

    await asyncio.sleep(_PATIENCE)
    tab.spent = True  # being told of data would go on for the tab's next pages
    tab.session.on("Network.dataReceived", on_data)
    try:
        with suppress(PlaywrightError):  # the tab is gone: others say so
            await tab.session.send("Network.enable", {"maxTotalBufferSize": 0, "maxResourceBufferSize": 0})
        while arrived <= MAIN_DOCUMENT_LIMIT:
            size = {"nodes": 0, "characters": 0}
            with suppress(ProbeError):  # between two documents there is nothing to weigh
                size = await tab.call("weigh")
            if size["nodes"] > nodes or size["characters"] > characters:
                return Remark("visit.endless", nodes=size["nodes"], characters=size["characters"])
            await asyncio.sleep(_PAUSE)
    finally:
        tab.session.remove_listener("Network.dataReceived", on_data)
    return Remark("visit.endless-bytes", bytes=MAIN_DOCUMENT_LIMIT)
