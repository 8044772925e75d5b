"""The title of the page says what it is about (WCAG 2.4.2, failure F25; ACT rule c4a8a4)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from wcag_audit.commons.wording import tokens
from wcag_audit.model.dom import Dom, NodeKind
from wcag_audit.model.finding import Maturity
from wcag_audit.rules.api import Impact, PagePart, Rule, cant_tell, failed, passed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wcag_audit.model.snapshot import PageSnapshot
    from wcag_audit.rules.api import Judgement

_PLACEHOLDERS: Final = frozenset(
    tokens(phrase)
    for phrase in (
        "untitled", "untitled document", "untitled page", "untitled 1", "no title", "new page", "new page 1",
        "new document", "document", "page", "page 1", "page title", "title", "title here", "insert title here",
        "your title here", "enter the title of your page here", "index", "default", "react app", "vite app",
        "vite react", "vite vue", "vue app", "create next app", "nuxt app", "html document", "webpage", "web page",
        "без названия", "безымянный", "безымянная страница", "безымянный документ", "документ без названия", "документ",
        "страница", "страница 1", "новая страница", "новый документ", "заголовок", "заголовок страницы",
        "название страницы", "атаусыз", "атаусыз құжат", "атаусыз бет", "құжат", "бет", "жаңа бет", "жаңа құжат",
        "бет атауы", "беттің атауы", "тақырып",
    )
)  # fmt: skip
"""What editors, templates and frameworks call a page before anyone has named it."""
_HOME: Final = frozenset(tokens(phrase) for phrase in ("home", "home page", "главная", "главная страница", "басты бет"))
_FILE: Final = re.compile(r"[\w%./-]+\.(?:html?|php|aspx?|jsp|cgi)", re.IGNORECASE)
_ADDRESS: Final = re.compile(r"https?://\S+", re.IGNORECASE)
_LONG_WORD: Final = 4
_STEM: Final = 5
"""Letters by which a word is known whatever its ending."""
_SHARED: Final = 2


def targets(page: PageSnapshot) -> Iterator[tuple[PagePart, str]]:
    """The page, with its title; one without a title has another fault."""
    title = " ".join(page[Dom].documents[0].title.split())
    root = page[Dom].root
    if tokens(title) and root is not None and root.name == "html":
        yield PagePart(), title


def expectation(target: tuple[PagePart, str], page: PageSnapshot) -> Judgement:
    """The title is no placeholder and no address, and the browser shows the title that was meant."""
    _, title = target
    if tokens(title) in _PLACEHOLDERS:
        return failed("placeholder", title=title)
    if _FILE.fullmatch(title) or _ADDRESS.fullmatch(title):
        return failed("address", title=title)
    better = _second_title(page[Dom])
    if better:
        return failed("wrong-title", title=title, second=better)
    return cant_tell("home", title=title) if tokens(title) in _HOME else passed()


def _second_title(dom: Dom) -> str:
    """A further title that fits the text of the page where the first, which counts, shares no word with it; or ""."""
    titles = [
        " ".join(" ".join(child.value for child in dom.children(node) if child.kind == NodeKind.TEXT).split())
        for node in dom.elements("title")
        if node.document == 0 and not any(above.name == "svg" for above in dom.ancestors(node))
    ]
    if len(titles) < _SHARED or dom.root is None:
        return ""
    text = _stems(dom.text(dom.root))
    if _stems(titles[0]) & text:
        return ""
    return next((title for title in titles[1:] if len(_stems(title) & text) >= _SHARED), "")


def _stems(text: str) -> set[str]:
    return {word[:_STEM] for word in tokens(text) if len(word) >= _LONG_WORD}


RULE = Rule(
    id="page-title-descriptive",
    criteria=("2.4.2",),
    act=("c4a8a4",),
    needs=(Dom,),
    targets=targets,
    expectation=expectation,
    impact=Impact.SERIOUS,
    maturity=Maturity.STABLE,
)
