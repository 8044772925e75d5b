"""Fields about the person say so with autocomplete, rightly (WCAG 1.3.5; ACT rule 73f2c2 for the values themselves)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from wcag_audit.commons.visibility import is_visible
from wcag_audit.model.dom import Dom
from wcag_audit.rules.api import Rule, cant_tell, passed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wcag_audit.model.dom import Node
    from wcag_audit.model.snapshot import PageSnapshot
    from wcag_audit.rules.api import Judgement

_PURPOSES: Final = {
    "email": re.compile(
        r"\be-?mail\b|электрон\w* (?:почт|адрес)|эл\.? ?почт|электрондық (?:пошта|мекенжай)|эл\.? ?пошта", re.IGNORECASE
    ),
    "tel": re.compile(r"\b(?:phone|mobile|telephone)\b|телефон|\bмоб(?:ильн|\.)|ұялы", re.IGNORECASE),
    "family-name": re.compile(r"\b(?:last|family|sur)[ -]?name\b|\bфамилия\b|\bтегі(?:ңіз)?\b", re.IGNORECASE),
    "given-name": re.compile(
        r"\b(?:first|given)[ -]?name\b|^\W*(?:ваше )?имя\W*$|^\W*(?:сіздің )?(?:аты|есімі)(?:ңіз)?\W*$", re.IGNORECASE
    ),
    "name": re.compile(r"\b(?:your|full) name\b|^\W*name\W*$|\bф\.? ?и\.? ?о\b|\bа(?:ты-)?жөні", re.IGNORECASE),
    "bday": re.compile(
        r"\b(?:date of birth|birthday|birth date)\b|дата рождения|туған (?:күні|күніңіз)", re.IGNORECASE
    ),
    "postal-code": re.compile(r"\b(?:zip|post(?:al)? ?code)\b|почтовый индекс|пошта(?:лық)? индексі", re.IGNORECASE),
}
"""Tokens of HTML's autocomplete, and the labels that ask for them."""
_TYPES: Final = frozenset({"", "text", "email", "tel", "date"})
_LIMIT: Final = 60


def targets(page: PageSnapshot) -> Iterator[tuple[Node, str]]:
    """Text fields whose name asks for something of the person, with the token for it."""
    dom = page[Dom]
    for node in dom.elements("input"):
        if node.get("type").strip().lower() not in _TYPES or not node.exposed or not is_visible(dom, node):
            continue
        name = node.accessible_name[:_LIMIT]
        token = next((token for token, words in _PURPOSES.items() if words.search(name)), "")
        if token:
            yield node, token


def expectation(item: tuple[Node, str], _page: PageSnapshot) -> Judgement:
    """Its autocomplete has a token; whether the field is about the person who fills it in is for a person to say."""
    node, token = item
    words = node.get("autocomplete").lower().split()
    if token in words or (words and words[-1] not in {"on", "off"}):
        return passed()
    return cant_tell("no-token", token=token, name=node.accessible_name[:_LIMIT])


RULE = Rule(
    id="autocomplete-purpose",
    criteria=("1.3.5",),
    needs=(Dom,),
    targets=targets,
    expectation=expectation,
)
