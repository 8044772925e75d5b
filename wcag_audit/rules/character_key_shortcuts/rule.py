"""No single character does anything on the page by itself (WCAG 2.1.4; ACT rule ffbc54)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from wcag_audit.model.dom import Dom
from wcag_audit.model.facts_behaviour import CharacterKeys
from wcag_audit.model.finding import Maturity
from wcag_audit.rules.api import PagePart, Rule, cant_tell, failed, passed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wcag_audit.model.snapshot import PageSnapshot
    from wcag_audit.rules.api import Judgement

_SETTING: Final = re.compile(
    r"\b(?:short-?cuts?|hot-?keys?|key ?bindings?|keys?|keyboard)\b|\bгоряч\w+ клавиш|\bсочетани\w+ клавиш|\bклавиатур"
    r"|\bклавиш|\bпернетақта|\bжылдам перне|\bперне",
    re.IGNORECASE,
)


def targets(page: PageSnapshot) -> Iterator[PagePart]:
    """A page that listens for keys wherever the focus is."""
    if page[CharacterKeys].listeners:
        yield PagePart()


def expectation(_item: PagePart, page: PageSnapshot) -> Judgement:
    """Letters, digits and signs do nothing, or the page speaks of keys: there it may let people turn them off."""
    effects = page[CharacterKeys].effects
    if not effects:
        return passed()
    keys = ", ".join(effect.key for effect in effects)
    if any(effect.effect == "left" for effect in effects) or _speaks_of_keys(page[Dom]):
        return cant_tell("setting", keys=keys)
    text = effects[0].text
    return failed("acts", keys=keys, text=text) if text.strip() else failed("answers", keys=keys)


def _speaks_of_keys(dom: Dom) -> bool:
    """True if any text, hidden ones included, or any name has a word for keys or shortcuts."""
    return any(
        _SETTING.search(node.value) or _SETTING.search(node.accessible_name) or _SETTING.search(node.get("title"))
        for node in dom.nodes
        if (dom.parent(node) or node).name not in {"script", "style"}
    )


RULE = Rule(
    id="character-key-shortcuts",
    criteria=("2.1.4",),
    act=("ffbc54",),
    needs=(CharacterKeys, Dom),
    targets=targets,
    expectation=expectation,
    maturity=Maturity.STABLE,
)
