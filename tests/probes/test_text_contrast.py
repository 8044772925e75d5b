"""The page is pictured without its text and is as before afterwards; plain text costs no picture."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.browser.server import page, serve
from wcag_audit.browser import Limits, open_page
from wcag_audit.model.visit import Visit, VisitStatus
from wcag_audit.probes.text_contrast import TextContrastProbe

if TYPE_CHECKING:
    from wcag_audit.browser import Browser

GRADIENT = "<p id=g style='color: #999; background: linear-gradient(#fff, #eee)'>Көктемгі жайылым маусымы</p>"


async def test_the_page_looks_as_before_and_every_text_is_measured(browser: Browser) -> None:
    with serve() as web:
        tall = "<div style='height: 3000px'></div>"
        web.put("/page", page(f"{GRADIENT}{tall}{GRADIENT.replace('id=g', 'id=low class=low')}<p>plain</p>"))
        async with browser.tab("contrast") as tab:
            opened = await open_page(tab, Visit(f"{web.address}/page", "s"), Limits())
            assert opened.record.status is VisitStatus.PENDING
            before = await tab.screenshot()
            found = await TextContrastProbe().collect(tab)
            assert await tab.screenshot() == before
            assert await tab.page.evaluate("document.adoptedStyleSheets.length") == 0
    assert found.looked_at == 2
    assert [text.place.selector for text in found.texts] == ["#g", "#low"]
    for text in found.texts:
        assert text.foreground == "#999999"
        assert 2.3 < text.best < 2.9


async def test_a_page_of_plain_text_is_not_pictured(browser: Browser) -> None:
    with serve() as web:
        web.put("/page", page("<p>Көктемгі жайылым маусымы</p>"))
        async with browser.tab("contrast") as tab:
            await open_page(tab, Visit(f"{web.address}/page", "s"), Limits())
            found = await TextContrastProbe().collect(tab)
    assert (found.looked_at, found.texts) == (0, ())
