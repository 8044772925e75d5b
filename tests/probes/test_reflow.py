"""The reflow probe measures at 320 px, says what sticks out, and gives the window its old size back."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from wcag_audit.probes.reflow import ReflowProbe

if TYPE_CHECKING:
    from tests.probes.conftest import OpenTab

pytestmark = pytest.mark.browser


async def test_a_page_that_fits_has_nothing_that_sticks_out(open_tab: OpenTab) -> None:
    async with open_tab("<p>Text that wraps wherever it must</p>") as tab:
        before = tab.viewport
        found = await ReflowProbe().collect(tab)
        assert await tab.page.evaluate("innerWidth") == before.width
        assert tab.viewport == before
    assert (found.width, found.scroll_width, found.can_scroll, found.overflows) == (320, 320, False, ())


async def test_the_outermost_element_that_does_not_fit_its_parent_is_named(open_tab: OpenTab) -> None:
    body = "<div><section id='wide' style='width: 900px'><p>Some <b>words</b></p><p>and more</p></section></div>"
    async with open_tab(body) as tab:
        found = await ReflowProbe().collect(tab)
    assert found.can_scroll
    assert found.scrolled == pytest.approx(900 + 8 - 320, abs=1)
    assert [entry.place.selector for entry in found.overflows] == ["#wide"]


async def test_text_in_a_wide_table_of_data_is_told_from_text_beside_it(open_tab: OpenTab) -> None:
    body = """<table id="data" style="width: 900px"><tr><th>A</th><th>Wide words at the end of the row</th></tr></table>
    <p id="text" style="width: 700px">Some words that go on and on until they have left the narrow window behind.</p>"""
    async with open_tab(body) as tab:
        found = await ReflowProbe().collect(tab)
    assert {entry.place.selector: (entry.two_dimensional, entry.text) for entry in found.overflows} == {
        "#data": (True, False),
        "#text": (False, True),
    }


@pytest.mark.parametrize("style", ["overflow-x: hidden", "overflow-x: clip"])
async def test_a_page_that_forbids_scrolling_is_cut_off(open_tab: OpenTab, style: str) -> None:
    async with open_tab(f"<style>html {{ {style} }}</style><div style='width: 900px'>Text</div>") as tab:
        found = await ReflowProbe().collect(tab)
    assert found.cut_off is (style != "overflow-x: clip" or found.scroll_width > 321)
    assert not found.can_scroll


async def test_right_to_left_pages_are_measured_at_their_left_edge(open_tab: OpenTab) -> None:
    body = """<script>document.documentElement.dir = "rtl"</script>
    <p id="text" style="width: 700px">مەملەكەتتىك قىزمەت كورسەتۋ ورتالىعى جۇمىس ۋاقىتى تۋرالى
    حابارلايدى ءبىز وسىندامىز</p>"""
    async with open_tab(body) as tab:
        found = await ReflowProbe().collect(tab)
    assert found.can_scroll
    assert [entry.place.selector for entry in found.overflows] == ["#text"]


async def test_hostile_text_arrives_clean_and_bounded(open_tab: OpenTab) -> None:
    word = "a" * 79 + "\U0001f600" * 40
    async with open_tab(f"<p id='text'>{word}\x01\x02</p>") as tab:
        found = await ReflowProbe().collect(tab)
    sample = found.overflows[0].sample
    assert len(sample) <= 80
    assert sample.encode()
    assert sample.isprintable()
