"""Words stand in the page, not only in what its style sheet generates (WCAG 1.3.1, failure F87; speech readiness)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from wcag_audit.commons.names import is_icon_font
from wcag_audit.commons.speech import spoken_page
from wcag_audit.commons.visibility import is_concealed
from wcag_audit.commons.wording import tokens
from wcag_audit.model.dom import Dom
from wcag_audit.rules.api import Impact, Rule, cant_tell, passed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wcag_audit.model.dom import Generated, Node
    from wcag_audit.model.snapshot import PageSnapshot
    from wcag_audit.rules.api import Judgement

_SHORTEST: Final = 3
"""Letters of a word; shorter ones are numbers of lists, units and signs."""
_SHOWN: Final = 120


def targets(page: PageSnapshot) -> Iterator[tuple[Node, Generated]]:
    """Elements before or after which the style sheet puts a word that people see; icons and numbers are no words."""
    dom = page[Dom]
    for text in dom.generated:
        if _has_word(text.text) and _is_seen(dom, text) and not is_icon_font(dom.css(text, "font-family")):
            yield dom.nodes[text.owner], text


def _has_word(text: str) -> bool:
    return any(len(word) >= _SHORTEST and word.isalpha() for word in tokens(text))


def _is_seen(dom: Dom, text: Generated) -> bool:
    box = text.box
    return (
        box.width > 1
        and box.height > 1
        and box.x + box.width > 0
        and box.y + box.height > 0
        and dom.css(text, "visibility") == "visible"
        and dom.css(text, "opacity") != "0"
        and dom.css(text, "font-size") != "0px"
        and not is_concealed(dom, dom.nodes[text.owner])
    )


def expectation(target: tuple[Node, Generated], page: PageSnapshot) -> Judgement:
    """The words stand in the page as well, or whoever drops the style sheet misses nothing by them.

    Never a definite failure: whether words inform or decorate is for a person to say.
    """
    _, text = target
    if set(tokens(text.text)) <= set(tokens(spoken_page(page[Dom]))):
        return passed("said-elsewhere")
    shown = " ".join(text.text.split())[:_SHOWN]
    return cant_tell("generated" if text.spoken else "not-spoken", text=shown)


RULE = Rule(
    id="generated-text",
    criteria=("1.3.1",),
    needs=(Dom,),
    targets=targets,
    expectation=expectation,
    impact=Impact.MODERATE,
)
