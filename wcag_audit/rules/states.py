"""One finding where the same fault is on a page in both of its states: as opened, and with the special version on."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import replace
from typing import TYPE_CHECKING

from wcag_audit.model.state import PageState

if TYPE_CHECKING:
    from collections.abc import Sequence

    from wcag_audit.model.finding import Finding


def merge_states(opened: Sequence[Finding], special: Sequence[Finding]) -> tuple[Finding, ...]:
    """The findings of both states, each marked with where it was made.

    Each finding is paired with at most one of the other state: that of the same fault at the same place, else of the
    same fault, else of the same rule and message at the same place (a class that the switch gives an element makes it
    another component). Of a pair the finding of the page as opened is left, since that is how others see the page.

    Args:
        opened: findings of the page as it was opened.
        special: findings with its special version switched on.

    Returns:
        `opened` in their order, then those that only `special` has, in theirs.
    """
    both: set[int] = set()
    left = dict(enumerate(special))
    for same in (_fault_and_place, _fault, _message_and_place):
        waiting: dict[tuple[str, ...], list[int]] = defaultdict(list)
        for number, finding in left.items():
            waiting[same(finding)].append(number)
        for number, finding in enumerate(opened):
            alike = waiting.get(same(finding)) if number not in both else None
            if alike:
                both.add(number)
                del left[alike.pop(0)]
    return (
        *(
            replace(finding, state=PageState.BOTH if number in both else PageState.AS_OPENED)
            for number, finding in enumerate(opened)
        ),
        *(replace(finding, state=PageState.SPECIAL) for finding in left.values()),
    )


def _fault_and_place(finding: Finding) -> tuple[str, ...]:
    return finding.fingerprint, finding.outcome, finding.target.selector


def _fault(finding: Finding) -> tuple[str, ...]:
    return finding.fingerprint, finding.outcome


def _message_and_place(finding: Finding) -> tuple[str, ...]:
    return finding.rule, finding.code, finding.outcome, finding.target.selector
