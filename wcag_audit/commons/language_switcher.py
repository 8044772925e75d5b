"""The language switcher of a page: ҚАЗ / РУС / ENG, KZ | RU | EN, Қазақша, Русский, English, or flags."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Final
from urllib.parse import urljoin, urlsplit

from wcag_audit.commons.language_addresses import language_code, language_of, neutral
from wcag_audit.commons.per_dom import per_dom
from wcag_audit.commons.regions import MAIN, region, regions
from wcag_audit.model.dom import NodeKind

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from wcag_audit.model.dom import Dom, Node

_NAMES: Final[Mapping[str, str]] = {
    **dict.fromkeys(("қаз", "қазақша", "қазақ", "қазақ тілі", "қазақ тілінде", "қз", "каз", "казахский"), "kk"),
    **dict.fromkeys(("казахский язык", "на казахском", "kaz", "qaz", "kz", "kk", "qz", "kazakh", "qazaqsha"), "kk"),
    **dict.fromkeys(("рус", "русский", "русский язык", "на русском", "орысша", "орыс тілі", "ру"), "ru"),
    **dict.fromkeys(("rus", "ru", "russian", "орыс тілінде"), "ru"),
    **dict.fromkeys(("англ", "английский", "английский язык", "на английском", "ағылшынша", "ағыл"), "en"),
    **dict.fromkeys(("eng", "en", "english", "ағылшын тілі", "ағылшын тілінде"), "en"),
}
_TRIM: Final = re.compile(r"[\s|/,;:.()\[\]·•–—‹›▾▼-]+")
_LONGEST: Final = 40
_CONTROLS: Final = frozenset({"link", "button", "menuitem", "menuitemradio", "tab", "radio", "option", "switch"})
_UP: Final = 4
"""Steps from a word to the control around it, and from a control to the list it stands in."""
_MOST_OPTIONS: Final = 200
_MOST_INSIDE: Final = 20
"""Nodes inside a control that says no more than a language: words, a flag, an arrow, and what wraps them."""
_MOST_GROUPS: Final = 3
"""More lists of languages on a page are documents or broadcasts in several languages, not ways to switch the page."""
_DOCUMENT: Final = re.compile(r"\.(?:pdf|docx?|xlsx?|pptx?|zip|rar|rtf|odt)\Z", re.IGNORECASE)
_NO_ADDRESS: Final = ("#", "javascript:", "mailto:", "tel:")


@dataclass(frozen=True, slots=True)
class Option:
    """One language that a page offers, or the mark of the one it is in.

    Attributes:
        node: the control; the element with the click handler; or the element around a plain word.
        language: "kk", "ru" or "en".
        href: where a link leads; "" if it is none or the address says nothing.
        kind: "control", "clickable" (answers to the mouse but has no role) or "label" (plain text).
    """

    node: Node
    language: str
    href: str
    kind: str


def named_language(text: str) -> str:
    """Language that a label names: "kk" for "ҚАЗ", "KZ", "KZ Қазақша"; "" if it is no language's name alone."""
    if len(text) > _LONGEST:
        return ""
    folded = " ".join(filter(None, _TRIM.split(text.casefold())))
    if folded in _NAMES:
        return _NAMES[folded]
    named = {_NAMES.get(word, "") for word in folded.split()}
    return next(iter(named)) if len(named) == 1 else ""


@per_dom
def switcher(dom: Dom) -> tuple[Option, ...]:
    """The options of all language switchers outside the main content, in document order; () if there are none.

    A switcher is a short list with two languages, or a single link that names a language and leads to this very page in
    that language or says so with `hreflang`.
    """
    found: dict[int, Option] = {}
    for option in (*_named(dom), *_unnamed(dom)):
        found.setdefault(option.node.index, option)
    return tuple(sorted(_grouped(dom, found.values()), key=lambda option: option.node.index))


def _named(dom: Dom) -> Iterator[Option]:
    places = regions(dom)
    count = 0
    for node in dom.nodes:
        text = node.value if node.kind == NodeKind.TEXT else _image_text(node)
        language = named_language(text) if text else ""
        if not language or node.document != 0 or region(places, node) == MAIN or count >= _MOST_OPTIONS:
            continue
        count += 1
        option = _operated(dom, node, language)
        if option is not None:
            yield option


def _image_text(node: Node) -> str:
    """The name of what has no text of its own: a flag, or a control that is named by ARIA."""
    return node.accessible_name if node.role in {"image", "img"} or node.role in _CONTROLS else ""


def _operated(dom: Dom, node: Node, language: str) -> Option | None:
    """What a person operates to choose the language; None inside a list of form choices and for documents."""
    around = [node] if node.kind == NodeKind.ELEMENT else []
    around += [above for _, above in zip(range(_UP), dom.ancestors(node), strict=False)]
    if any(above.name in {"select", "option", "label", "head", "script"} for above in around):
        return None
    own = [node, *(above for above in around if language in _languages(dom, above))]
    control = next((above for above in own if _is_control(above)), None)
    if control is not None:
        href = address(dom, control)
        return None if _DOCUMENT.search(urlsplit(href).path) else Option(control, language, href, "control")
    clicked = next((above for above in own if above.clickable and above.kind == NodeKind.ELEMENT), None)
    if clicked is not None:
        return Option(clicked, language, "", "clickable")
    return Option(around[0], language, "", "label") if around else None


def _languages(dom: Dom, node: Node) -> set[str]:
    if len(tuple(islice(dom.descendants(node), _MOST_INSIDE + 1))) > _MOST_INSIDE:
        return set()
    return {named_language(dom.text(node)), named_language(node.accessible_name)}


def _is_control(node: Node) -> bool:
    if node.name == "a" and "href" not in node.attributes and not node.get("role"):
        return False  # Chromium calls it a link once it listens to clicks, but no key reaches it
    return node.name in {"a", "button"} or node.role in _CONTROLS


def _unnamed(dom: Dom) -> Iterator[Option]:
    """Links without a name whose address or `hreflang` names a language other than the page's: flags without text."""
    places = regions(dom)
    here = page_language(dom)
    for node in dom.elements("a"):
        if node.role != "link" or node.accessible_name or node.document != 0 or region(places, node) == MAIN:
            continue
        href = address(dom, node)
        language = language_code(node.get("hreflang")) or language_of(href)
        if language and language != here and (node.get("hreflang") or neutral(href) == neutral(_here(dom))):
            yield Option(node, language, href, "control")


def _grouped(dom: Dom, options: Iterable[Option]) -> Iterator[Option]:
    """The options that stand together with another language, and single links that surely switch."""
    near: dict[int, set[str]] = defaultdict(set)
    chains: list[tuple[Option, list[int]]] = []
    for option in options:
        chain = [above.index for _, above in zip(range(_UP), dom.ancestors(option.node), strict=False)]
        chains.append((option, chain))
        for index in chain:
            near[index].add(option.language)
    groups: dict[int, list[Option]] = defaultdict(list)
    for option, chain in chains:
        home = next((index for index in chain if len(near[index]) > 1), -1)
        if home >= 0:
            groups[home].append(option)
        elif option.href and (option.node.get("hreflang") or _leads_to_version(dom, option)):
            groups[option.node.index].append(option)
    if len(groups) <= _MOST_GROUPS:
        for group in groups.values():
            if any(option.kind != "label" for option in group):
                yield from group


def _leads_to_version(dom: Dom, option: Option) -> bool:
    here = _here(dom)
    return language_of(option.href) == option.language and neutral(option.href) == neutral(here)


def page_language(dom: Dom) -> str:
    """Language that the page's address names or, failing that, its root declares: "kk", "ru", "en" or ""."""
    root = dom.root
    return language_of(_here(dom)) or (language_code(root.get("lang").partition("-")[0]) if root else "")


def _here(dom: Dom) -> str:
    return dom.documents[0].url


def address(dom: Dom, node: Node) -> str:
    """Absolute http(s) address of a link, "" if it leads to no page of its own."""
    href = node.get("href").strip()
    document = dom.documents[0]
    if not href or (href.lower().startswith(_NO_ADDRESS) and not href.startswith(("#/", "#!/"))):
        return ""
    try:
        whole = urljoin(document.base or document.url, href)
        return whole if urlsplit(whole).scheme in {"http", "https"} else ""
    except ValueError:
        return ""
