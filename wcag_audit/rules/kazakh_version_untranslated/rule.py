"""The Kazakh version of a page is in Kazakh and says so: language, title, menu, text, footer (WCAG 3.1.1, 3.1.2)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from wcag_audit.commons.versions import pair
from wcag_audit.kazakh.detect import SHORT, detect
from wcag_audit.kazakh.items import list_language
from wcag_audit.rules.api import Impact, PagePart, SiteRule, cant_tell, failed, passed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wcag_audit.kazakh.detect import Detection
    from wcag_audit.model.snapshot import PageDigest, SiteSnapshot
    from wcag_audit.rules.api import Judgement

_ENOUGH: Final = 50
_CLEAR: Final = 0.6
_RESIDUE: Final = 0.15
"""The line of page-language-matches between a failure and a doubt: words, lead, share of the declared language."""
_SHOWN: Final = 100
_MOST_PAGES: Final = 20

_Part = tuple[str, str, tuple["PageDigest", ...]]
"""Part of the page ("language", "title", "menu", "main-text", "footer"), its text, the pages that share it."""


def targets(site: SiteSnapshot) -> Iterator[_Part]:
    """Parts with text of pages in Kazakh that have a version in another language; what pages repeat comes once."""
    found: dict[tuple[str, str], list[PageDigest]] = {}
    for versions in pair(site.pages):
        kazakh, model = versions.kazakh, versions.model
        if kazakh is None or model is None:
            continue
        whole = " ".join((_menu(kazakh), kazakh.main_text, kazakh.footer_text))
        copied = kazakh.title if kazakh.title.casefold() == model.title.casefold() else ""
        title = kazakh.title if _is_telling(detect(kazakh.title)) else copied
        parts = {"title": title, "menu": _menu(kazakh), "main-text": kazakh.main_text, "footer": kazakh.footer_text}
        if kazakh.lang in {"ru", "en"}:
            parts["language"] = whole
        for part, text in parts.items():
            if text:
                found.setdefault((part, text), []).append(kazakh)
    yield from ((part, text, tuple(pages)) for (part, text), pages in found.items())


def _menu(page: PageDigest) -> str:
    """Links of the page's menus that are not marked as another language, a line for each."""
    blocks = [block for block in page.navigation if not block.key.startswith("footer|")]
    return "\n".join(link.name for block in blocks for link in block.links if not link.marked)


def _is_telling(found: Detection) -> bool:
    return found.words >= SHORT and found.margin >= _CLEAR


def expectation(target: _Part, _site: SiteSnapshot) -> Judgement:
    """The part is not in Russian; the declared language is Kazakh where the text is.

    A menu fails where its words are ordinary ones and the page says that they are Kazakh; names may stay.
    """
    part, text, pages = target
    found = detect(text)
    if part == "language":
        declared = pages[0].lang
        if found.language != "kk":
            return passed()  # an untranslated page that says so; its parts are judged below
        share = found.shares.get(declared, 0.0)
        sure = found.words >= _ENOUGH and found.margin >= _CLEAR and share <= _RESIDUE
        return (failed if sure else cant_tell)("wrong-language", declared=declared, words=found.words)
    fewest = {"title": 2, "main-text": _ENOUGH}.get(part, SHORT)
    telling = found.words >= fewest and found.margin >= _CLEAR
    if found.language == "ru" and telling:
        plain = list_language(text.split("\n")) if part == "menu" and pages[0].lang == "kk" else None
        judge = failed if plain is not None and plain.language == "ru" else cant_tell
        return judge(part, text=text.replace("\n", ", ")[:_SHOWN], pages=len(pages))
    return passed()


def place(target: _Part) -> PagePart:
    """The first page with the part; the others are named with it."""
    _, _, pages = target
    return PagePart(pages[0].url, pages=tuple(page.url for page in pages[1:_MOST_PAGES]))


RULE = SiteRule(
    id="kazakh-version-untranslated",
    criteria=("3.1.1", "3.1.2"),
    targets=targets,
    expectation=expectation,
    place=place,
    impact=Impact.SERIOUS,
)
