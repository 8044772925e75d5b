"""Whom a failure hits, by success criterion, or by rule where no criterion asks for it."""

from __future__ import annotations

import tomllib
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from wcag_audit.model.people import Affected, PeopleGroup

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


@cache
def tables() -> tuple[Mapping[str, Affected], Mapping[str, Affected]]:
    """Groups by number of the criterion, and by id of a rule that stands for no criterion (affected.toml)."""
    data = tomllib.loads(files(__package__).joinpath("affected.toml").read_text(encoding="utf-8"))
    criteria, rules = (
        {key: Affected(_groups(row["first"]), _groups(row["also"])) for key, row in data[table].items()}
        for table in ("criteria", "rules")
    )
    return criteria, rules


def affected(criteria: Iterable[str], rule: str) -> Affected:
    """Whom a failure hits: of several criteria, everybody; who is hit first by one of them is hit first.

    Args:
        criteria: numbers of the success criteria that it breaks.
        rule: id of the rule that found it; counts where no criterion is named.

    Returns:
        Groups in the order of `PeopleGroup`; none for what the tables do not know.
    """
    by_criterion, by_rule = tables()
    rows = [by_criterion[number] for number in criteria if number in by_criterion]
    if not rows:
        return by_rule.get(rule, Affected())
    first = {group for row in rows for group in row.first}
    also = {group for row in rows for group in row.also} - first
    return Affected(_groups(first), _groups(also))


def _groups(names: Iterable[str]) -> tuple[PeopleGroup, ...]:
    chosen = set(names)
    return tuple(group for group in PeopleGroup if group in chosen)
