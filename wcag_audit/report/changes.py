"""What changed on a site since the wave before, and what is in the same component: views over its issues."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from enum import StrEnum
from itertools import chain
from typing import TYPE_CHECKING

from wcag_audit.model.kind import Kind
from wcag_audit.model.life import IssueState

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence

    from wcag_audit.model.part import Part
    from wcag_audit.report.views import IssueEntry, SiteView

MAX_MATES = 20
"""Other failures of the same component that the page of an issue names."""


class Section(StrEnum):
    """Parts of the list of changes, in the order in which people should look at them."""

    REGRESSED = "regressed"
    NEW = "new"
    FIXED = "fixed"
    NOT_RETESTED = "not-retested"
    EXCEPTED = "excepted"


@dataclass(frozen=True, slots=True)
class PartGroup:
    """A kind of component in a list: how many failures it has, and on which page of the list it begins."""

    part: Part
    count: int
    page: int


def changes_of(view: SiteView) -> Mapping[Section, Sequence[IssueEntry]]:
    """Proven failures of a site by what became of them; every section is there, those of most need first in each.

    Without an earlier wave nothing is new or gone. Accepted exceptions are told in any case.
    """
    found: dict[Section, list[IssueEntry]] = {section: [] for section in Section}
    compared = view.changes is not None
    for entry in (*view.issues[Kind.PROVEN], *view.gone):
        if entry.life is None:
            continue
        if compared and entry.life.state is not IssueState.STILL_THERE:
            found[Section(entry.life.state)].append(entry)
        if entry.life.excepted is not None and entry.life.state is not IssueState.FIXED:
            found[Section.EXCEPTED].append(entry)
    return found


def by_part(entries: Iterable[IssueEntry]) -> list[tuple[Part, IssueEntry]]:
    """Issues by kind of component and component: what has most need, all its issues together, stands first."""
    parts: dict[Part, dict[str, list[IssueEntry]]] = defaultdict(lambda: defaultdict(list))
    for entry in entries:
        component = entry.row.finding.target.component or entry.row.fingerprint
        parts[entry.part][component].append(entry)
    rows: list[tuple[Part, IssueEntry]] = []
    for part, components in sorted(parts.items(), key=lambda item: (-_need(chain(*item[1].values())), item[0])):
        for _, own in sorted(components.items(), key=lambda item: (-_need(item[1]), item[0])):
            rows += [(part, entry) for entry in sorted(own, key=lambda entry: entry.order)]
    return rows


def mates(entries: Iterable[IssueEntry]) -> Mapping[str, Sequence[IssueEntry]]:
    """By signature of the component, the issues that are about it; components with one issue are left out."""
    found: dict[str, list[IssueEntry]] = defaultdict(list)
    for entry in entries:
        if entry.row.finding.target.component:
            found[entry.row.finding.target.component].append(entry)
    return {component: own for component, own in found.items() if len(own) > 1}


def _need(entries: Iterable[IssueEntry]) -> int:
    return sum(entry.need for entry in entries)
