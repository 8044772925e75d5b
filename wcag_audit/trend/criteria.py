"""Progress criterion by criterion over the sites of a group."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from wcag_audit.model.trend import CriterionProgress
from wcag_audit.model.verdict import Verdict
from wcag_audit.standards.wcag import CRITERIA, Level

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from wcag_audit.trend.history import SiteHistory


def criteria_progress(
    members: Sequence[SiteHistory], levels: Iterable[str], first: int | None, last: int | None
) -> tuple[CriterionProgress, ...]:
    """How each criterion of some levels stands on the sites of a group.

    Args:
        members: the sites.
        levels: levels that have a target; of a cumulative level all criteria are told.
        first: number of the first wave that may be compared with the last, None if there is none.
        last: number of the last wave, None if there is none.
    """
    asked = tuple(Level(level) for level in levels)
    now = [site.verdicts[last] for site in members if last in site.verdicts] if last is not None else []
    both = [site.verdicts for site in members if first in site.verdicts and last in site.verdicts]
    progress = []
    for place, criterion in enumerate(CRITERIA.values()):
        if not any(level.includes(criterion.level) for level in asked):
            continue
        states = Counter(verdicts[place] for verdicts in now)
        before = sum(verdicts[first][place] is Verdict.FAILED for verdicts in both) if first is not None else None
        after = sum(verdicts[last][place] is Verdict.FAILED for verdicts in both) if last is not None else None
        progress.append(
            CriterionProgress(
                criterion=criterion.number,
                level=str(criterion.level),
                failing=states[Verdict.FAILED],
                no_failure_found=states[Verdict.NO_FAILURE_FOUND],
                by_person=states[Verdict.PASSED],
                not_applicable=states[Verdict.NOT_APPLICABLE],
                open=states[Verdict.REVIEW] + states[Verdict.NOT_TESTED],
                failing_before=before if both else None,
                failing_now=after if both else None,
            )
        )
    return tuple(progress)
