"""Merging verdicts of parts, so that order and grouping do not matter."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wcag_audit.model.verdict import CriterionVerdict, merge
from wcag_audit.score.reasons import Reason

if TYPE_CHECKING:
    from collections.abc import Iterable

_RANK: dict[str, int] = {reason: rank for rank, reason in enumerate(Reason)}


def combine(criterion: str, parts: Iterable[CriterionVerdict]) -> CriterionVerdict:
    """The verdict of a whole (a page) from its parts (rules, viewports, states) for one criterion.

    The state is `model.verdict.merge` of the states. Rules and reason come from the parts in that state: all their
    rules, sorted, and the reason that `Reason` lists first. No parts at all: NOT TESTED, no procedure.

    Raises:
        ValueError: a part speaks about another criterion.
    """
    parts = tuple(parts)
    if not parts:
        return CriterionVerdict(criterion, Reason.NO_PROCEDURE.verdict, reason=Reason.NO_PROCEDURE)
    strangers = sorted({part.criterion for part in parts} - {criterion})
    if strangers:
        raise ValueError(f"Verdicts for {', '.join(strangers)} cannot be merged into {criterion}.")
    verdict = merge(part.verdict for part in parts)
    deciding = [part for part in parts if part.verdict is verdict]
    rules = sorted({rule for part in deciding for rule in part.rules})
    reason = min((part.reason for part in deciding), key=lambda code: (_RANK.get(code, len(_RANK)), code))
    return CriterionVerdict(criterion, verdict, tuple(rules), reason)
