"""What a person can see, reach and use, on a page that Chromium laid out."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.patience import LIMITS
from wcag_audit.browser import Browser, look, open_page, plan
from wcag_audit.commons import visibility
from wcag_audit.model.dom import Dom, Node
from wcag_audit.model.visit import Visit, VisitStatus
from wcag_audit.probes.catalogue import all_probes

if TYPE_CHECKING:
    from collections.abc import AsyncIterator

PAGE = """<!DOCTYPE html><html lang="en"><head><title>Seen</title><style>
.sr { position: absolute; width: 1px; height: 1px; overflow: hidden; clip: rect(0, 0, 0, 0); white-space: nowrap }
</style></head><body>
<p id="plain">seen</p>
<p id="none" style="display: none">x</p>
<p id="hidden" style="visibility: hidden">x <b id="shown-again" style="visibility: visible">y</b></p>
<p id="clear" style="opacity: 0">x <b id="in-clear">y</b></p>
<p id="half" style="opacity: 0.5">x</p>
<p id="left" style="position: absolute; left: -9999px">x</p>
<p id="sr" class="sr">x</p>
<p id="inset" style="clip-path: inset(50%)">x</p>
<p id="trimmed" style="clip-path: inset(5px)">x x x</p>
<p id="tiny" style="width: 1px; height: 1px; overflow: hidden">x</p>
<a id="flat" href="/" style="display: block; height: 0"><b style="position: absolute">y</b></a>
<p id="contents" style="display: contents">x</p>
<p id="empty"></p>
<p id="below" style="margin-top: 3000px">x</p>
<div aria-hidden="true" id="silent"><a id="silent-link" href="/">x</a><span id="silent-span">x</span>
  <button id="silent-off" disabled>x</button><i id="silent-tab" tabindex="-1">x</i></div>
<fieldset disabled><legend><input id="in-legend"></legend><input id="in-fieldset"></fieldset>
<button id="off" disabled>x</button><button id="aria-off" aria-disabled="true">x</button>
<div aria-disabled="true"><button id="in-aria-off">x</button></div>
<a id="link" href="/">x</a><a id="no-link">x</a><div id="by-script" tabindex="-1">x</div>
<div id="tab" tabindex="0">x</div>
<div id="wrapper"><span><input></span></div><div id="barren"><a>x</a><i tabindex="-1">y</i></div>
</body></html>"""


@pytest.fixture(scope="module")
async def dom(browser: Browser) -> AsyncIterator[Dom]:
    async with browser.tab("seen") as tab:
        await tab.page.route("**/seen.html", lambda route: route.fulfill(body=PAGE, content_type="text/html"))
        opened = await open_page(tab, Visit("http://127.0.0.1:9/seen.html", "s"), LIMITS)
        assert opened.record.status is VisitStatus.PENDING, opened.record
        yield (await look(tab, opened, plan([Dom], all_probes()))).snapshot[Dom]


def at(dom: Dom, identifier: str) -> Node:
    node = dom.by_id(identifier)
    assert node is not None
    return node


pytestmark = pytest.mark.browser


@pytest.mark.parametrize(
    ("identifier", "seen"),
    [
        ("plain", True),
        ("none", False),
        ("hidden", True),  # because of what is shown again in it
        ("shown-again", True),
        ("clear", False),
        ("in-clear", False),
        ("half", True),
        ("left", False),
        ("sr", False),
        ("inset", False),
        ("trimmed", True),
        ("tiny", False),
        ("flat", True),
        ("contents", True),
        ("empty", False),
        ("below", True),
    ],
)
async def test_what_a_sighted_person_sees(dom: Dom, identifier: str, seen: bool) -> None:
    assert visibility.is_visible(dom, at(dom, identifier)) is seen


@pytest.mark.parametrize(
    ("identifier", "hidden"), [("sr", True), ("left", True), ("clear", True), ("plain", False), ("none", False)]
)
async def test_text_for_screen_readers_only(dom: Dom, identifier: str, hidden: bool) -> None:
    assert visibility.is_visually_hidden(dom, at(dom, identifier)) is hidden


async def test_only_what_no_scrolling_reaches_is_off_screen(dom: Dom) -> None:
    assert visibility.is_off_screen(dom, at(dom, "left"))
    assert not visibility.is_off_screen(dom, at(dom, "below"))
    assert not visibility.is_off_screen(dom, at(dom, "none"))


@pytest.mark.parametrize(
    ("identifier", "disabled"),
    [
        ("off", True),
        ("aria-off", True),
        ("in-aria-off", True),
        ("in-fieldset", True),
        ("in-legend", False),
        ("link", False),
    ],
)
async def test_what_is_switched_off(dom: Dom, identifier: str, disabled: bool) -> None:
    assert visibility.is_disabled(dom, at(dom, identifier)) is disabled


@pytest.mark.parametrize(
    ("identifier", "focusable", "tabbable"),
    [
        ("link", True, True),
        ("no-link", False, False),
        ("by-script", True, False),
        ("tab", True, True),
        ("off", False, False),
        ("in-fieldset", False, False),
        ("in-legend", True, True),
        ("silent-link", True, True),
        ("silent-span", False, False),
        ("silent-off", False, False),
        ("silent-tab", True, False),
        ("none", False, False),
        ("hidden", False, False),
    ],
)
async def test_what_can_be_focused_and_reached_with_tab(
    dom: Dom, identifier: str, focusable: bool, tabbable: bool
) -> None:
    assert visibility.is_focusable(dom, at(dom, identifier)) is focusable
    assert visibility.is_tabbable(dom, at(dom, identifier)) is tabbable


async def test_what_holds_something_to_reach(dom: Dom) -> None:
    assert visibility.has_focusable(dom, at(dom, "wrapper"))
    assert visibility.has_focusable(dom, at(dom, "silent"))
    assert not visibility.has_focusable(dom, at(dom, "barren"))


async def test_a_hidden_tree_is_known_from_inside(dom: Dom) -> None:
    assert visibility.is_in_hidden_tree(dom, at(dom, "silent"))
    assert visibility.is_in_hidden_tree(dom, at(dom, "silent-link"))
    assert not visibility.is_in_hidden_tree(dom, at(dom, "link"))


async def test_rendering_is_told_apart_from_visibility(dom: Dom) -> None:
    assert visibility.is_rendered(dom, at(dom, "clear"))
    assert not visibility.is_rendered(dom, at(dom, "none"))
