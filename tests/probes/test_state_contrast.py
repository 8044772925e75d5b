"""States are set from outside and taken back: no script of the page is told, and it looks as before."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wcag_audit.probes.state_contrast import StateContrastProbe

if TYPE_CHECKING:
    from tests.probes.conftest import OpenTab

LIST = """<style>a { color: #06c } li:hover a { color: #9cf } a:focus { outline: 3px solid #eee }</style>
<script>window.told = []; for (const kind of ["mouseover", "focusin", "click"])
  document.addEventListener(kind, () => told.push(kind));</script>
<ul><li><a href="#x" id="first">Жаңалықтар</a></li><li><a href="#y">Құжаттар</a></li></ul>"""


async def test_a_control_is_seen_in_its_states_and_is_as_before_afterwards(open_tab: OpenTab) -> None:
    async with open_tab(LIST) as tab:
        before = await tab.screenshot()
        told = await tab.page.evaluate("window.told")
        found = await StateContrastProbe().collect(tab)
        assert await tab.screenshot() == before
        assert await tab.page.evaluate("window.told") == told
        assert await tab.page.evaluate("document.adoptedStyleSheets.length") == 0
        assert await tab.page.evaluate("document.querySelector('a:hover, a:focus')") is None
        # the DevTools session is as it was: another look sees the same
        assert await StateContrastProbe().collect(tab) == found
    seen = {(text.place.selector.rsplit(" > ", 1)[0], text.state, text.text.foreground) for text in found.texts}
    assert seen == {("#first", "hover", "#99ccff")}
    assert found.looked_at == 1
    assert [(ring.colour, ring.background, ring.contrast) for ring in found.rings] == [("#eeeeee", "#ffffff", 1.16)]


async def test_one_of_those_that_are_alike_stands_for_all(open_tab: OpenTab) -> None:
    links = "".join(f"<li><a href='#{number}'>Жаңалық {number}</a></li>" for number in range(60))
    async with open_tab(f"<style>a:hover {{ color: #bbb }}</style><ul>{links}</ul>") as tab:
        found = await StateContrastProbe().collect(tab)
    assert found.looked_at == 1
    assert [seen.text.text for seen in found.texts] == ["Жаңалық 0"]


async def test_nothing_is_looked_at_where_no_style_speaks_of_a_state(open_tab: OpenTab) -> None:
    async with open_tab(
        "<style>a { color: #06c } a:hover { text-decoration: none }</style><a href='#x'>Құжат</a>"
    ) as tab:
        found = await StateContrastProbe().collect(tab)
    assert (found.looked_at, found.texts, found.rings) == (0, (), ())


async def test_lists_within_a_selector_are_understood(open_tab: OpenTab) -> None:
    style = "<style>:is(nav, ul):hover :where(a, b) { color: #bbb }</style>"
    async with open_tab(f"{style}<nav><p><a href='#x'>Құжаттар</a></p></nav>") as tab:
        found = await StateContrastProbe().collect(tab)
    assert [(seen.state, seen.text.foreground) for seen in found.texts] == [("hover", "#bbbbbb")]


async def test_a_control_is_at_rest_again_when_the_next_one_is_looked_at(open_tab: OpenTab) -> None:
    style = "<style>p:hover a { color: #bbb } b { color: #00a } p:has(.one:hover) ~ p b { color: #ddd }</style>"
    body = "<p><a href='#x' class='one'>Құжаттар</a></p><p><a href='#y' class='two'><b>Байланыс</b></a></p>"
    async with open_tab(style + body) as tab:
        found = await StateContrastProbe().collect(tab)
    assert [(seen.text.text, seen.text.foreground) for seen in found.texts] == [("Құжаттар", "#bbbbbb")]
