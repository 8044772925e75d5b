"""Switches on the special version of an open page, as a visitor would, and says what became of it."""

from __future__ import annotations

import asyncio
import time
from contextlib import suppress
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from wcag_audit.commons.special_versions import VERSION
from wcag_audit.errors import ProbeError
from wcag_audit.model.state import SpecialVersionTrial, SwitchOutcome
from wcag_audit.probes.special_controls import click, difference, find_in_page
from wcag_audit.remark import Remark

if TYPE_CHECKING:
    from collections.abc import Callable

    from wcag_audit.browser.tab import ChromiumTab
    from wcag_audit.probes.special_controls import FoundControl

_EFFECT = 2.0
"""Seconds in which a control that was pressed has to do something."""
_ANSWER = 5.0
"""Seconds in which the page has to take notice of the press."""
_LOAD = 5.0
"""Seconds for a page that is loaded again; what is there by then is looked at."""
_PAUSE = 0.05
_QUIET, _SETTLE = 100, 1500
"""Milliseconds, as in `Limits`: a switch changes less than an opening page does."""
_ROUNDS = 3
"""Loads that may follow each other: some widgets dress the page, store their settings and load it again."""
_ERROR_STATUS = 400
_PRESSED = frozenset({"", "leads-elsewhere"})
_WHY_NOT = {
    "": Remark("special.no-control"),
    "hidden": Remark("special.hidden"),
    "form": Remark("special.form"),
}
"""By the reasons that `SpecialVersion` has for not pressing a control."""


@dataclass(frozen=True, slots=True)
class _Seen:
    """What one short look at the page tells: which load it is, how it was answered, how it looks, whether it has text.

    `look` is an answer of read_aloud_look.js.
    """

    load: float
    status: int
    look: dict[str, Any]
    text: bool


async def switch_on(tab: ChromiumTab, may_open: Callable[[str], bool]) -> SpecialVersionTrial:
    """Press the page's control and wait until what it does is done.

    SWITCHED_ON leaves the page in that state. Whatever the switch stores stays in the tab's context. No other site is
    opened and no form is sent. Whoever calls sets a time limit: a page that hangs does not answer.

    Args:
        tab: with the page, open and settled.
        may_open: False for addresses of the site that are closed to us (robots.txt).

    Raises:
        ProbeError: the page cannot be looked into.
    """
    await tab.call("place")
    found = [entry for entry in await find_in_page(tab, tab.guard.main_frame) if entry.control.kind == VERSION]
    entry = next((entry for entry in found if entry.control.reason in _PRESSED), None)
    if entry is None:
        return _not_reached(found[0] if found else None, _WHY_NOT[found[0].control.reason if found else ""])
    if entry.window:
        return _in_window(entry, tab.url)
    point = await tab.call("read_aloud_press", list(entry.path))
    if not point["free"]:
        return _not_reached(entry, Remark("special.covered"))
    return await _press(tab, entry, may_open, point)


async def _press(
    tab: ChromiumTab, entry: FoundControl, may_open: Callable[[str], bool], point: dict[str, float]
) -> SpecialVersionTrial:
    url, before = tab.url, await _look(tab)
    held, stopped = len(tab.guard.held), len(tab.guard.stopped)

    def permit(address: str) -> bool:
        return _page(address) == _page(url) or (_host(address) == _host(url) and may_open(address))

    tab.guard.probing = True
    tab.guard.permit = permit
    with tab.guard.release():
        try:
            async with asyncio.timeout(_ANSWER):
                await click(tab, point["x"], point["y"])
        except TimeoutError:
            return _not_reached(entry, Remark("special.hangs"))
        after = await _effect(tab, before)
        problem = _problem(tab, before, after, tab.guard.held[held:])
        if problem:
            return SpecialVersionTrial(SwitchOutcome.NOT_REACHED, entry.control.name, reason=problem)
        address = tab.url
        if after.load == before.load or _page(address) == _page(url):
            trial = _trial(entry, before, after)
            unsent = trial.outcome is SwitchOutcome.UNCHANGED and len(tab.guard.stopped) > stopped
            return _not_reached(entry, Remark("special.stopped")) if unsent else trial
        # It led to another page. Either that page is the version, or it has switched on a version of all pages.
        await tab.reopen(url, _LOAD)
        await _calm(tab)
        trial = _trial(entry, before, await _look(tab))
    if trial.outcome is SwitchOutcome.UNCHANGED:
        return SpecialVersionTrial(SwitchOutcome.OWN_PAGE, entry.control.name, address)
    return trial


async def _effect(tab: ChromiumTab, before: _Seen) -> _Seen:
    """Wait until the page looks otherwise or is another one, then until it is quiet."""
    until = time.monotonic() + _EFFECT
    while time.monotonic() < until and not tab.broken:
        await asyncio.sleep(_PAUSE)
        with suppress(ProbeError):  # between two documents
            now = await _look(tab)
            if now.load != before.load or difference(before.look, now.look) != "nothing":
                break
    await _calm(tab)
    return await _look(tab)


async def _calm(tab: ChromiumTab) -> None:
    """Wait until the document stays, is complete and is quiet; what still moves is frozen."""
    for _ in range(_ROUNDS):
        deadline = time.monotonic() + _LOAD
        load = 0.0
        while time.monotonic() < deadline and not tab.broken:
            with suppress(ProbeError):  # between two documents
                state = await tab.call("read_aloud_load", None)
                load = state["load"]
                if state["ready"] == "complete":
                    break
            await asyncio.sleep(_PAUSE)
        with suppress(ProbeError):
            await tab.call("settle", _QUIET, _SETTLE)
            if (await tab.call("read_aloud_load", None))["load"] == load:
                return


async def _look(tab: ChromiumTab) -> _Seen:
    state = await tab.call("read_aloud_load", None)
    size = await tab.call("measure")
    return _Seen(state["load"], state["status"], await tab.call("read_aloud_look"), bool(size["text"].strip()))


def _problem(tab: ChromiumTab, before: _Seen, after: _Seen, held: list[str]) -> str:
    """Why what is there now is not the page in another state; "" if it may be."""
    if urlsplit(tab.url).scheme not in ("http", "https"):
        return Remark("special.left")
    if after.load != before.load and after.status >= _ERROR_STATUS:
        return Remark("special.http-error", status=str(after.status))
    if before.text and not after.text:
        return Remark("special.blank")
    if held and after.load == before.load:
        same_site = _host(held[-1]) == _host(tab.url)
        return Remark("special.robots") if same_site else Remark("special.elsewhere")
    return ""


def _trial(entry: FoundControl, before: _Seen, after: _Seen) -> SpecialVersionTrial:
    changed = difference(before.look, after.look) != "nothing"
    return SpecialVersionTrial(SwitchOutcome.SWITCHED_ON if changed else SwitchOutcome.UNCHANGED, entry.control.name)


def _in_window(entry: FoundControl, url: str) -> SpecialVersionTrial:
    """A window of its own is not opened; what it would show is known by its address."""
    if _host(entry.address) != _host(url):
        return _not_reached(entry, Remark("special.window"))
    return SpecialVersionTrial(SwitchOutcome.OWN_PAGE, entry.control.name, entry.address)


def _not_reached(entry: FoundControl | None, reason: str) -> SpecialVersionTrial:
    name = entry.control.name if entry else ""
    return SpecialVersionTrial(SwitchOutcome.NOT_REACHED, name, reason=reason)


def _page(address: str) -> str:
    return address.partition("#")[0]


def _host(address: str) -> str:
    try:
        return urlsplit(address).netloc.lower().removeprefix("www.")
    except ValueError:
        return ""
