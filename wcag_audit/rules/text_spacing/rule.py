"""No text is lost when a person widens its spacing (WCAG 1.4.12; technique C36, failure F104)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wcag_audit.model.facts import SpacedText, TextSpacing
from wcag_audit.rules.api import PagePart, Rule, cant_tell, failed, passed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wcag_audit.model.snapshot import PageSnapshot
    from wcag_audit.rules.api import Judgement


def targets(page: PageSnapshot) -> Iterator[SpacedText | PagePart]:
    """Every text that the spacing does something to; the page, if it has text and nothing happens."""
    spacing = page[TextSpacing]
    if spacing.lost:
        yield from spacing.lost
    elif spacing.texts:
        yield PagePart()


def expectation(item: SpacedText | PagePart, page: PageSnapshot) -> Judgement:
    """Text that could be read before can be read after."""
    if isinstance(item, PagePart):
        return passed() if page[TextSpacing].applied else cant_tell("not-applied")
    if item.kind != "clipped":
        return cant_tell("overlapped", text=item.text, other=item.clipper)
    if item.ellipsis:
        return cant_tell("ellipsis", text=item.text)
    if item.overfull:
        return cant_tell("overfull", text=item.text)
    return failed("cut", text=item.text, pixels=round(item.lost))


RULE = Rule(
    id="text-spacing",
    criteria=("1.4.12",),
    needs=(TextSpacing,),
    targets=targets,
    expectation=expectation,
)
