"""What the tests of reports do in a browser: one tab per worker, one set of axe-core's rules per question."""

from __future__ import annotations

from contextlib import asynccontextmanager, contextmanager
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from tests.patience import SECONDS

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator, Mapping

    from playwright.async_api import Browser, Dialog, Page

WIDE, NARROW = {"width": 1280, "height": 900}, {"width": 320, "height": 640}
_AXE = """async (colours) => {
  const about = axe.getRules().filter(rule => rule.tags.includes('cat.color') ? colours.of_colour : colours.others);
  const rules = Object.fromEntries(axe.getRules().map(rule => [rule.ruleId, {enabled: about.includes(rule)}]));
  const results = await axe.run(document, {rules});
  return results.violations.map(rule => [rule.id, rule.nodes.slice(0, 3).map(node => node.html.slice(0, 200))]);
}"""


@asynccontextmanager
async def open_tab(browser: Browser, **options: Any) -> AsyncIterator[Page]:
    """A tab for any number of pages, one after the other."""
    context = await browser.new_context(**options)
    context.set_default_timeout(SECONDS * 1000)
    yield await context.new_page()
    await context.close()


async def violations(page: Page, *, of_colour: bool = True, others: bool = True) -> list[Any]:
    """What axe-core finds with its every rule on: those of colour, which cost the most, and all others."""
    await page.evaluate(_source())
    found: list[Any] = await page.evaluate(_AXE, {"of_colour": of_colour, "others": others})
    return found


@contextmanager
def listening(page: Page) -> Iterator[list[str]]:
    """What a tab asks for and complains about meanwhile."""
    noted: list[str] = []

    async def refuse(dialog: Dialog) -> None:
        noted.append(dialog.message)
        await dialog.dismiss()

    listeners: Mapping[Any, Any] = {
        "console": lambda said: noted.append(said.text),
        "pageerror": lambda error: noted.append(str(error)),
        "request": lambda request: noted.append(request.url),
        "dialog": refuse,
    }
    for event, listener in listeners.items():
        page.on(event, listener)
    try:
        yield noted
    finally:
        for event, listener in listeners.items():
            page.remove_listener(event, listener)


@cache
def _source() -> str:
    return files("axe_playwright_python").joinpath("axe.min.js").read_text(encoding="utf-8")
