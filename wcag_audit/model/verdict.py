"""Verdict states per success criterion, and the order in which parts merge (WCAG-EM; guide: states of a verdict)."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum


class Verdict(StrEnum):
    """What can honestly be said about a criterion on a page or a site.

    No machine ever says "passed": `PASSED` needs a person (WCAG 2.2, section 5.2.1).
    """

    NOT_APPLICABLE = "not-applicable"
    PASSED = "passed-by-person"
    NO_FAILURE_FOUND = "no-failure-found"
    REVIEW = "review"
    NOT_TESTED = "not-tested"
    FAILED = "failed"


_ORDER = {verdict: rank for rank, verdict in enumerate(Verdict)}


def merge(verdicts: Iterable[Verdict]) -> Verdict:
    """The verdict of a whole: failed > not tested > review > no failure found > passed > not applicable.

    No parts at all means nobody looked: not tested.
    """
    return max(verdicts, key=_ORDER.__getitem__, default=Verdict.NOT_TESTED)


@dataclass(frozen=True, slots=True)
class CriterionVerdict:
    """The verdict for one criterion on one page or site.

    Attributes:
        criterion: number such as "1.4.3".
        verdict: the state.
        rules: ids of the rules it rests on.
        reason: code of why it is REVIEW or NOT_TESTED; "" otherwise.
    """

    criterion: str
    verdict: Verdict
    rules: tuple[str, ...] = ()
    reason: str = ""


@dataclass(frozen=True, slots=True)
class SiteCriterionVerdict:
    """The verdict for one criterion over the sampled pages of a site.

    Attributes:
        failed_pages, tested_pages: counts; the share of failing pages is failed/tested.
        low, high: exact (Clopper-Pearson) 95 % interval of that share, 0 to 1; 0 and 1 when nothing was tested.
        states: number of pages in each state.
    """

    criterion: str
    verdict: Verdict
    failed_pages: int
    tested_pages: int
    low: float
    high: float
    states: Mapping[Verdict, int] = field(default_factory=dict)
