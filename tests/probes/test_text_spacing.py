"""The text spacing probe compares the page with itself and leaves no trace."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from wcag_audit.probes.text_spacing import TextSpacingProbe

if TYPE_CHECKING:
    from tests.probes.conftest import OpenTab

pytestmark = pytest.mark.browser

LINES = "Some words<br>that are here<br>to be read<br>by all people"
LOW = "width: 300px; height: 77px; line-height: 1.2; overflow: hidden"


async def test_text_that_is_cut_afterwards_is_named_with_what_cuts_it(open_tab: OpenTab) -> None:
    async with open_tab(
        f'<section class="card" style="{LOW}"><p id="text" style="margin: 0">{LINES}</p></section>'
    ) as tab:
        found = await TextSpacingProbe().collect(tab)
    assert [(entry.place.selector, entry.kind, entry.axis) for entry in found.lost] == [
        ("#text", "clipped", "vertical")
    ]
    assert found.lost[0].lost == pytest.approx(14, abs=4)
    assert 'class="card"' in found.lost[0].clipper
    assert found.applied == found.texts == 1


async def test_the_page_looks_as_before_afterwards_even_with_transitions(open_tab: OpenTab) -> None:
    body = f"""<style>* {{ transition: all 3s }}</style><p id="text">{LINES}</p><x-y></x-y>
    <script>document.querySelector("x-y").attachShadow({{mode: "open"}}).innerHTML = "<p>In the shadow</p>"</script>"""
    state = """() => [document, document.querySelector("x-y").shadowRoot].map((tree) => {
      const style = getComputedStyle(tree.querySelector("p"));
      return [tree.adoptedStyleSheets.length, style.letterSpacing, style.lineHeight, style.marginBottom,
        style.transitionDuration, document.getAnimations().length];
    })"""
    async with open_tab(body) as tab:
        before = await tab.page.evaluate(state)
        found = await TextSpacingProbe().collect(tab)
        assert await tab.page.evaluate(state) == before
    assert found.applied == 2


async def test_text_out_of_sight_or_cut_before_is_not_lost(open_tab: OpenTab) -> None:
    body = f"""<div style="{LOW}; height: 40px">{LINES}</div>
    <a href="#x" style="position: absolute; left: -9999px; width: 10px; height: 10px">Skip to the content</a>
    <p>Text</p>"""
    async with open_tab(body) as tab:
        found = await TextSpacingProbe().collect(tab)
    assert found.lost == ()


async def test_text_that_slides_over_other_text_is_named_with_it(open_tab: OpenTab) -> None:
    low = LOW.replace("overflow: hidden", "")
    async with open_tab(f'<div id="low" style="{low}">{LINES}</div><p style="margin: 0">What comes next</p>') as tab:
        found = await TextSpacingProbe().collect(tab)
    assert [(entry.place.selector, entry.kind, entry.clipper) for entry in found.lost] == [
        ("#low", "overlapped", "What comes next")
    ]
