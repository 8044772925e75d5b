"""Edges and icons are read from the screen; the page is as before, and one without such controls is not pictured."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wcag_audit.probes.control_contrast import ControlContrastProbe

if TYPE_CHECKING:
    from tests.probes.conftest import OpenTab

FORM = """<style>body { background: #fff } input, textarea { border: 1px solid #ddd; background: #fff }</style>
<p><input id="pale"></p><p><textarea id="handle"></textarea></p>
<p><input id="hint" placeholder="12 сан"></p><p><input id="filled" value="12"></p><p><input id="off" disabled></p>
<p><input type="checkbox" id="native"></p>
<p><button aria-label="Іздеу" id="icon" style="border: 0; background: #fff"><svg width="20" height="20">
<path fill="#ccc" d="M2 2h16v16H2z"></path></svg></button></p><div style="height: 5000px"></div>
<p><input id="low" style="border-color: #333"></p>"""


async def test_controls_that_only_edge_or_icon_shows_are_measured(open_tab: OpenTab) -> None:
    async with open_tab(FORM) as tab:
        before = await tab.screenshot()
        found = await ControlContrastProbe().collect(tab)
        assert await tab.screenshot() == before
        assert await tab.page.evaluate("document.adoptedStyleSheets.length") == 0
    measured = {control.place.selector: control for control in found.controls}
    assert set(measured) == {"#pale", "#handle", "#low", "#icon"}
    for name in ("#pale", "#handle"):
        control = measured[name]
        assert (control.kind, control.colour, control.background) == ("field", "#dddddd", "#ffffff")
        assert control.best == control.most == 1.36
    assert measured["#low"].best > 12
    assert (measured["#icon"].kind, measured["#icon"].best) == ("icon", 1.61)


async def test_a_page_without_such_controls_is_not_pictured(open_tab: OpenTab) -> None:
    async with open_tab("<p>Мәтін</p><label>ЖСН <input></label><button>Жіберу</button>") as tab:
        found = await ControlContrastProbe().collect(tab)
    assert (found.looked_at, found.controls) == (0, ())
