"""Ways to get help that a page offers in its repeated parts (WCAG 3.2.6), in Kazakh, Russian and English."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import unquote, urldefrag, urljoin, urlsplit

from wcag_audit.commons.regions import MAIN, region, regions
from wcag_audit.model.dom import NodeKind

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wcag_audit.model.dom import Dom, Node

_MOST = 40
_LABEL_LIMIT = 120
_PHONE = re.compile(r"(?<![\d.])(?:(?:\+7|8)[\s()‑-]*\d(?:[\s()‑-]*\d){9}|14[17][47])(?![\d.])")
_CONTACT = re.compile(
    r"\b(?:contacts?(?: us)?|feedback|get in touch|write to us|контакты|обратн\w+ связ\w*|напи\w+ нам|связаться с нами"
    r"|виртуальн\w+ при[её]мн\w+|интернет-при[её]мн\w+|байланыс\w*|кері байланыс"
    r"|бізге жазыңыз|виртуалды қабылдау\w*)\b",
    re.IGNORECASE,
)
_CHAT = re.compile(r"\b(?:chat|chatbot|чат|чат-бот|live support|whatsapp)\b", re.IGNORECASE)
_FAQ = re.compile(
    r"\b(?:faq|frequently asked|help(?: cent(?:er|re))?|support|how do i|часто задаваемые|вопрос\w*[ -]+(?:и )?ответ\w*"
    r"|помощь|справка|служба поддержки|жиі қойылатын|сұрақ[ -]жауап"
    r"|сұрақтар мен жауаптар|көмек|анықтама|қолдау қызметі)\b",
    re.IGNORECASE,
)
_MOST_WORDS = 5
"""A longer link is a headline that happens to hold the word."""


def find_help(dom: Dom) -> tuple[tuple[str, str], ...]:
    """Kinds of help with what tells one from the other, in document order; the main content is left out.

    Kinds: "phone" (digits), "email" (address), "contact", "faq" (address of the page), "chat" (name or address).
    Only parts that pages repeat are looked at: header, footer, navigation, aside.
    """
    places = regions(dom)
    found: list[tuple[str, str]] = []
    for node in dom.nodes:
        if node.document != 0 or region(places, node) in {"", MAIN} or len(found) >= _MOST:
            continue
        found += [
            (kind, label[:_LABEL_LIMIT]) for kind, label in _of(dom, node) if label and (kind, label) not in found[-1:]
        ]
    return tuple(found)


def _of(dom: Dom, node: Node) -> Iterator[tuple[str, str]]:
    if node.kind == NodeKind.TEXT and node.style >= 0 and not _in_link(dom, node):
        yield from (("phone", _digits(match.group())) for match in _PHONE.finditer(node.value))
    elif node.name == "a" and node.get("href"):
        yield from _of_link(dom, node)
    elif "button" in (node.name, node.role) and _CHAT.search(node.accessible_name):
        yield "chat", node.accessible_name.casefold()


def _of_link(dom: Dom, link: Node) -> Iterator[tuple[str, str]]:
    href = link.get("href").strip()
    scheme, _, rest = href.partition(":")
    document = dom.documents[0]
    name = link.accessible_name or dom.text(link)
    if scheme.lower() == "tel":
        yield "phone", _digits(unquote(rest))
    elif scheme.lower() == "mailto":
        yield "email", unquote(rest.partition("?")[0]).strip().casefold()
    elif len(name.split()) <= _MOST_WORDS:
        try:
            address = urldefrag(urljoin(document.base or document.url, href)).url
            host = urlsplit(address).hostname or ""
        except ValueError:
            return
        if host in {"wa.me", "api.whatsapp.com"} or _CHAT.search(name):
            yield "chat", address
        elif _CONTACT.search(name):
            yield "contact", address
        elif _FAQ.search(name):
            yield "faq", address


def _in_link(dom: Dom, node: Node) -> bool:
    return any(above.name == "a" and above.get("href").lower().startswith("tel:") for above in dom.ancestors(node))


def _digits(text: str) -> str:
    digits = re.sub(r"\D", "", text)
    return f"7{digits[1:]}" if len(digits) == 11 and digits.startswith("8") else digits  # noqa: PLR2004 - 8 is +7 at home
