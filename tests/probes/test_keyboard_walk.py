"""The keyboard walk says where real Tab presses went, and leaves the page as it was."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING

import pytest

from wcag_audit.probes.dom import DomProbe
from wcag_audit.probes.keyboard_walk import KeyboardWalkProbe

if TYPE_CHECKING:
    from tests.probes.conftest import OpenTab
    from wcag_audit.model.facts import KeyboardWalk

pytestmark = pytest.mark.browser


def ids(walk: KeyboardWalk) -> list[str]:
    """The ids of the elements, in the order in which Tab reached them."""
    return [stop.place.html.partition('id="')[2].partition('"')[0] for stop in walk.stops]


async def test_stops_come_in_the_order_of_tab_with_positive_tabindex_first(open_tab: OpenTab) -> None:
    body = """<a href="#x" id="a">A</a><button id="b" tabindex="2">B</button>
    <input id="c" tabindex="1"><p tabindex="-1">P</p>"""
    async with open_tab(body) as tab:
        walk = await KeyboardWalkProbe().collect(tab)
    assert ids(walk) == ["c", "b", "a"]
    assert walk.complete
    assert walk.trap is None
    assert [stop.editable for stop in walk.stops] == [True, False, False]


async def test_a_walk_that_begins_half_way_still_reaches_what_comes_before(open_tab: OpenTab) -> None:
    body = '<a href="#x" id="a">A</a><input id="b" autofocus><a href="#y" id="c">C</a>'
    async with open_tab(body) as tab:
        walk = await KeyboardWalkProbe().collect(tab)
        focused = await tab.page.evaluate("document.activeElement.id")
    assert sorted(ids(walk)) == ["a", "b", "c"]
    assert walk.complete
    assert focused == "b", "the focus is where it was before"


async def test_stops_in_frames_and_shadow_trees_are_found_again_in_the_dom_with_their_boxes(open_tab: OpenTab) -> None:
    frame = html.escape("<p>Text</p><button style='margin: 30px'>In the frame</button>")
    body = f"""<div style="height: 3000px">Tall</div>
    <iframe srcdoc="{frame}" title="Frame" style="border: 0"></iframe><x-y></x-y>
    <script>document.querySelector("x-y").attachShadow({{mode: "open"}}).innerHTML = "<button>In the tree</button>"
    </script>"""
    async with open_tab(body) as tab:
        dom = await DomProbe().collect(tab)
        walk = await KeyboardWalkProbe().collect(tab)
    assert len(walk.stops) == 2
    for stop, text in zip(walk.stops, ("In the frame", "In the tree"), strict=True):
        node = dom.at(stop.place.frame, stop.place.path)
        assert node is not None
        assert node.name == "button"
        assert dom.text(node) == text
        assert node.box is not None
        assert stop.box is not None
        assert stop.visible
        assert stop.scroll_y > 0
        assert (stop.box.x, stop.box.y) == pytest.approx((node.box.x, node.box.y), abs=1)
        assert stop.obscured == 0


async def test_the_page_is_left_as_it_was(open_tab: OpenTab) -> None:
    body = """<style>a { outline: none; transition: color 1s }</style><a href="#x" id="a">A</a>
    <div style="height: 3000px">Tall</div><a href="#y">B</a>
    <script>
      window.seen = [];
      new MutationObserver((list) => window.seen.push(...list.map((entry) => entry.type)))
        .observe(document, { subtree: true, childList: true, attributes: true, characterData: true });
    </script>"""
    async with open_tab(body) as tab:
        await tab.page.evaluate("scrollTo(0, 700)")
        walk = await KeyboardWalkProbe().collect(tab)
        after = await tab.page.evaluate(
            """() => ({ y: scrollY, sheets: document.adoptedStyleSheets.length,
              active: document.activeElement.localName,
              duration: getComputedStyle(document.getElementById("a")).transitionDuration,
              seen: window.seen,
              ours: Object.keys(window).filter((name) => /wcag/i.test(name)) })"""
        )
    assert [stop.pixels_changed for stop in walk.stops] == [0, 0]
    assert after == {"y": 700, "sheets": 0, "active": "body", "duration": "1s", "seen": [], "ours": []}


async def test_nothing_is_activated_and_no_form_is_sent(open_tab: OpenTab) -> None:
    body = """<form action="/sent.html"><input name="q"><input type="submit"></form>
    <button onclick="window.hit = 1">X</button><details><summary>More</summary><p>Text</p></details>"""
    async with open_tab(body) as tab:
        address = tab.url
        walk = await KeyboardWalkProbe().collect(tab)
        assert tab.url == address
        assert await tab.page.evaluate("[window.hit === undefined, document.querySelector('details').open]") == [
            True,
            False,
        ]
    assert len(walk.stops) == 4


async def test_a_page_that_the_focus_alone_leaves_is_noted(open_tab: OpenTab) -> None:
    body = """<a href="#x">A</a><button onfocus="location.href = '/other.html'">B</button><a href="#y">C</a>"""
    async with open_tab(body, other="<p>Elsewhere</p>") as tab:
        walk = await KeyboardWalkProbe().collect(tab)
    assert walk.left_page.endswith("/other.html")
    assert not walk.complete
    assert walk.reason == "left-page"


async def test_pixels_that_only_motion_changes_are_not_taken_for_focus(open_tab: OpenTab) -> None:
    body = """<style>button { outline: none } #bar { width: 50px; height: 50px; background: red }</style>
    <button>Send</button><div id="bar"></div>
    <script>
      let step = 0;
      setInterval(() => { document.getElementById("bar").style.marginLeft = `${(step += 7) % 300}px`; }, 20);
    </script>"""
    async with open_tab(body) as tab:
        walk = await KeyboardWalkProbe().collect(tab)
    assert [(stop.style_changed, stop.pixels_changed) for stop in walk.stops] in ([(False, 0)], [(False, -1)])


async def test_one_picture_serves_all_links_of_a_kind(open_tab: OpenTab) -> None:
    links = "".join(f'<li style="display: block"><a href="#{n}">Link {n}</a></li>' for n in range(30))
    async with open_tab(f"<style>a {{ outline: none }}</style><ul>{links}</ul>") as tab:
        taken = 0
        picture = tab.screenshot

        async def counted(*args: object) -> bytes:
            nonlocal taken
            taken += 1
            return await picture(*args)

        tab.screenshot = counted
        walk = await KeyboardWalkProbe().collect(tab)
    assert [stop.pixels_changed for stop in walk.stops] == [0] * 30
    assert taken == 4


async def test_a_trap_is_described_with_what_was_tried(open_tab: OpenTab) -> None:
    body = """<a href="#x">A</a>
    <div role="dialog" aria-modal="true" aria-label="D">
      <button id="in" onblur="setTimeout(() => this.focus(), 20)">B</button>
    </div>
    <a href="#y">C</a>"""
    async with open_tab(body) as tab:
        walk = await KeyboardWalkProbe().collect(tab)
    assert walk.trap is not None
    assert [member.selector for member in walk.trap.members] == ["#in"]
    assert {"Tab", "Shift+Tab", "Escape", "ArrowDown"} <= set(walk.trap.tried)
    assert walk.trap.escaped_by == ""
    assert walk.trap.modal
    assert not walk.complete
    assert walk.reason == "trap"


async def test_what_is_covered_by_a_fixed_bar_is_measured(open_tab: OpenTab) -> None:
    body = """<button style="position: absolute; top: 10px; left: 10px; width: 100px; height: 40px">B</button>
    <div style="position: fixed; top: 0; left: 0; width: 100%; height: 30px; background: silver">Bar</div>"""
    async with open_tab(body) as tab:
        walk = await KeyboardWalkProbe().collect(tab)
    assert walk.stops[0].obscured == pytest.approx(0.5, abs=0.15)


async def test_a_link_in_a_drawing_is_a_stop_and_the_document_in_an_object_is_walked_through(open_tab: OpenTab) -> None:
    body = """<svg width="50" height="50"><a href="#x"><rect width="40" height="40"/></a></svg>
    <object data="/inner.html" type="text/html" width="200" height="100"></object>"""
    async with open_tab(body, inner="<button id='in'>Inside</button>") as tab:
        walk = await KeyboardWalkProbe().collect(tab)
    assert [stop.place.html[:3] for stop in walk.stops] == ["<a ", "<bu"]
    assert [stop.style_changed for stop in walk.stops] == [True, True]
    assert walk.complete


async def test_a_page_without_anything_to_focus_gives_no_stops(open_tab: OpenTab) -> None:
    async with open_tab("<p>Text</p>") as tab:
        walk = await KeyboardWalkProbe().collect(tab)
    assert walk.stops == ()
    assert walk.complete


async def test_what_throws_the_focus_away_is_told_and_what_hands_it_on_is_not(open_tab: OpenTab) -> None:
    body = """<a href="#x" id="a" onfocus="this.blur()">A</a> <a href="#y" id="b" onfocus="c.focus()">B</a>
    <input id="c"> <div inert><a href="#z" id="d">D</a></div>"""
    async with open_tab(body) as tab:
        walk = await KeyboardWalkProbe().collect(tab)
        focused = await tab.page.evaluate("document.activeElement.localName")
    assert [place.html.partition('id="')[2].partition('"')[0] for place in walk.thrown] == ["a"]
    assert focused == "body", "the focus is taken away again"
