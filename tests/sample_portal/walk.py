"""One look at every page of the sample portal, shared by the tests."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urldefrag, urlsplit

import axe_playwright_python

from wcag_audit.model.state import PageState
from wcag_audit.sample_portal import Barrier, barriers, clean_places, portal_folder
from wcag_audit.standards.axe import AXE_RULES

if TYPE_CHECKING:
    from playwright.async_api import Browser, Page

AXE = (Path(axe_playwright_python.__file__).parent / "axe.min.js").read_text("utf-8")
# "hidden-content" only says that a closed panel was not looked at.
RULES = sorted(set(AXE_RULES) - {"hidden-content"})
ROUTES = tuple(f"/kk/registry/view/{name}" for name in ("aqmeshit", "qarasu", "sarybulaq"))
NARROW = {"width": 320, "height": 640}
WIDE = {"width": 1280, "height": 800}

# Violations come back as [rule, target, ids of the barriers of that rule whose selector matches the element].
_RUN = """
async ({rules, barriers}) => {
  const result = await axe.run({runOnly: {type: "rule", values: rules}});
  const judge = (rule, node) => {
    let scope = document, frame = "";
    for (const step of node.target.slice(0, -1)) {
      frame = scope.querySelector(step);
      scope = frame.contentDocument;
    }
    const element = scope.querySelector(node.target.at(-1));
    const inFrame = (barrier) => barrier.frame ? Boolean(frame) && frame.matches(barrier.frame) : !frame;
    const ids = barriers
      .filter((b) => b.rules.includes("axe-" + rule) && inFrame(b) && element.matches(b.selector))
      .map((b) => b.id);
    return [rule, node.target.join(" >>> "), ids];
  };
  const flat = (groups) => groups.flatMap((group) => group.nodes.map((node) => judge(group.id, node)));
  return {violations: flat(result.violations), incomplete: flat(result.incomplete), version: axe.version};
}
"""


@dataclass(frozen=True, slots=True)
class Visit:
    """What one page gave."""

    status: int
    lang: str
    title: str
    words: str
    links: frozenset[str]
    alternates: dict[str, str]
    elsewhere: frozenset[str]
    violations: list[tuple[str, str, list[str]]]
    incomplete: list[tuple[str, str, list[str]]]
    counts: dict[str, int]
    width_when_narrow: int
    errors: tuple[str, ...]


def static_pages() -> tuple[str, ...]:
    """Paths of all pages that are files, without the error page and the documents inside frames."""
    folder = portal_folder()
    files = (
        file.relative_to(folder) for language in ("kk", "ru", "en") for file in (folder / language).rglob("*.html")
    )
    return tuple(sorted("/" + file.as_posix().removesuffix("index.html") for file in files))


async def look(browser: Browser, origin: str, path: str) -> Visit:
    """Open one page and collect everything the tests ask about."""
    page = await browser.new_page(viewport=WIDE)
    errors: list[str] = []
    asked: set[str] = set()
    page.on("pageerror", lambda error: errors.append(str(error)))
    page.on("request", lambda request: asked.add(request.url))
    try:
        answer = await page.goto(origin + path, wait_until="networkidle")
        assert answer is not None
        here = [barrier for barrier in barriers() if path in barrier.pages]
        for frame in page.frames:
            await frame.evaluate(AXE)
        opened = [barrier for barrier in here if barrier.state is PageState.AS_OPENED]
        facts = [{"id": b.id, "frame": b.frame, "selector": b.selector, "rules": b.rules} for b in opened]
        judged = await page.evaluate(_RUN, {"rules": RULES, "barriers": facts})
        seen = await page.evaluate(
            """() => ({
              lang: document.documentElement.lang, title: document.title, words: document.body.innerText,
              links: [...document.links].map((link) => link.href),
              alternates: Object.fromEntries(
                [...document.querySelectorAll("link[rel=alternate]")].map((link) => [link.hreflang, link.href])),
            })"""
        )
        counts = {barrier.id: await _count(page, barrier) for barrier in here}
        counts |= {p.selector: await page.locator(p.selector).count() for p in clean_places() if p.page == path}
        await page.set_viewport_size(NARROW)
        width = await page.evaluate("document.scrollingElement.scrollWidth")
        inside = (urldefrag(link).url for link in seen["links"])
        return Visit(
            status=answer.status,
            lang=seen["lang"],
            title=seen["title"],
            words=seen["words"],
            links=frozenset(link for link in inside if link.startswith(f"{origin}/")),
            alternates=seen["alternates"],
            elsewhere=frozenset(url for url in asked if urlsplit(url).netloc != urlsplit(origin).netloc),
            violations=[tuple(row) for row in judged["violations"]],
            incomplete=[tuple(row) for row in judged["incomplete"]],
            counts=counts,
            width_when_narrow=width,
            errors=tuple(errors),
        )
    finally:
        await page.close()


async def _count(page: Page, barrier: Barrier) -> int:
    scope = page.frame_locator(barrier.frame) if barrier.frame else page
    return await scope.locator(barrier.selector).count()
