"""The page is pictured without its text and is as before afterwards; plain text costs no picture."""

from __future__ import annotations

from typing import TYPE_CHECKING

from tests.browser.server import page, serve
from tests.patience import LIMITS
from wcag_audit.browser import open_page
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
            opened = await open_page(tab, Visit(f"{web.address}/page", "s"), LIMITS)
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
            await open_page(tab, Visit(f"{web.address}/page", "s"), LIMITS)
            found = await TextContrastProbe().collect(tab)
    assert (found.looked_at, found.texts) == (0, ())


CROSSED = """<style>.band { position: relative } .band::after { content: ""; position: absolute; inset: 0; z-index: -1;
  background: #777 } .over { margin-top: -32px; background: #444; width: 90px }
  ::placeholder { color: #bbb }</style>
<p id=letter style="color: #999">Ә</p><p id=generated class=band style="color: #888">Көктемгі жайылым</p>
<p id=crossed style="color: #888; width: 200px">Көктемгі жайылым маусымы</p><div class=over>&nbsp;</div>
<p id=plain style="color: #888">Көктемгі жайылым маусымы</p>
<input id=hint placeholder="Сайттан іздеу"><input id=default placeholder="ЖСН" style="color: #000">"""


async def test_what_axe_leaves_open_is_measured_too(browser: Browser) -> None:
    with serve() as web:
        web.put("/page", page(CROSSED))
        async with browser.tab("contrast") as tab:
            await open_page(tab, Visit(f"{web.address}/page", "s"), LIMITS)
            found = await TextContrastProbe().collect(tab)
    texts = {text.place.selector: text for text in found.texts}
    assert set(texts) == {"#letter", "#generated", "#crossed", "#hint", "#default"}
    assert (texts["#letter"].best, texts["#letter"].background) == (2.85, "#ffffff")
    assert (texts["#generated"].best, texts["#generated"].background) == (1.26, "#777777")
    assert (texts["#crossed"].best, texts["#crossed"].worst) == (2.75, 2.75)
    assert [name for name, text in texts.items() if text.placeholder] == ["#hint", "#default"]
    assert (texts["#hint"].best, texts["#hint"].foreground) == (1.92, "#bbbbbb")


async def test_texts_at_both_ends_of_a_long_page_are_measured(browser: Browser) -> None:
    with serve() as web:
        tall = "<div style='height: 9000px'></div>"
        web.put("/page", page(f"{GRADIENT}{tall}{GRADIENT.replace('id=g', 'id=low')}"))
        async with browser.tab("contrast") as tab:
            await open_page(tab, Visit(f"{web.address}/page", "s"), LIMITS)
            found = await TextContrastProbe().collect(tab)
    assert [text.place.selector for text in found.texts] == ["#g", "#low"]


async def test_text_that_changes_its_colour_slowly_is_seen_in_its_own_colour_after_every_probe(
    browser: Browser,
) -> None:
    slow = "<style>p { transition: color 30s }</style><p>Көктемгі жайылым маусымы</p>"
    with serve() as web:
        web.put("/page", page(slow + GRADIENT))
        async with browser.tab("contrast") as tab:
            await open_page(tab, Visit(f"{web.address}/page", "s"), LIMITS)
            frame = (await tab.frames())[0]
            await tab.call("place", frame=frame)
            await tab.call("pictures_bare", True, frame=frame)
            await tab.call("pictures_bare", False, frame=frame)
            after_pictures = await TextContrastProbe().collect(tab)
            after_contrast = await TextContrastProbe().collect(tab)
    for found in (after_pictures, after_contrast):
        assert found.looked_at == 1
        assert [text.foreground for text in found.texts] == ["#999999"]


async def test_a_change_of_colour_that_is_under_way_is_brought_to_its_end(browser: Browser) -> None:
    with serve() as web:
        web.put("/page", page(f"<style>p {{ transition: color 30s }}</style>{GRADIENT.replace('color: #999; ', '')}"))
        async with browser.tab("contrast") as tab:
            await open_page(tab, Visit(f"{web.address}/page", "s"), LIMITS)
            await tab.page.evaluate("document.getElementById('g').style.color = '#999'")
            found = await TextContrastProbe().collect(tab)
    assert [text.foreground for text in found.texts] == ["#999999"]
