"""What axe-core's rules and tags mean in WCAG's terms."""

from __future__ import annotations

import re
import tomllib
from dataclasses import dataclass
from importlib.resources import files
from types import MappingProxyType
from typing import TYPE_CHECKING

from wcag_audit.model.finding import Maturity
from wcag_audit.standards.wcag import CRITERIA

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_CRITERION_TAG = re.compile(r"wcag(\d)(\d)(\d{1,2})")  # "wcag1412" is 1.4.12; "wcag21aa" is a level


@dataclass(frozen=True, slots=True)
class AxeRule:
    """One rule of axe-core that we run.

    Attributes:
        id: axe's id, "image-alt".
        criteria: numbers of the success criteria; empty for axe's best practices.
        act: ids of the ACT rules axe says it implements.
        impact: axe's word: minor, moderate, serious or critical.
        maturity: what axe tags experimental is shown and does not count.
        default: False where axe leaves the rule off unless asked.
        decided_by: the rule of ours that decides in its place, "" if none: axe's findings are then shown and do not
            count. This table is the one place that says which of the two is believed.
    """

    id: str
    criteria: tuple[str, ...]
    act: tuple[str, ...]
    impact: str
    maturity: Maturity
    default: bool
    decided_by: str = ""


def criteria_of(tags: Iterable[str]) -> tuple[str, ...]:
    """Success criteria of WCAG 2.2 that axe's tags name, in their order; none for a best practice."""
    numbers = (".".join(match.groups()) for tag in tags if (match := _CRITERION_TAG.fullmatch(tag)))
    return tuple(number for number in numbers if number in CRITERIA)


def maturity_of(rule: str, tags: Iterable[str]) -> Maturity:
    """`EXPERIMENTAL` where axe tags the rule so, or where a rule of ours decides in its place."""
    known = AXE_RULES.get(rule)
    given_up = known is not None and known.decided_by != ""
    return Maturity.EXPERIMENTAL if given_up or "experimental" in tags else Maturity.STABLE


def is_run(tags: Iterable[str]) -> bool:
    """False for rules that axe has deprecated."""
    return "deprecated" not in tags


def _load() -> Mapping[str, AxeRule]:
    data = tomllib.loads(files(__package__).joinpath("axe.toml").read_text(encoding="utf-8"))
    return MappingProxyType(
        {
            name: AxeRule(
                id=name,
                criteria=tuple(row["criteria"]),
                act=tuple(row["act"]),
                impact=row["impact"],
                maturity=Maturity.EXPERIMENTAL if "decided_by" in row else Maturity(row.get("maturity", "stable")),
                default=row.get("default", "on") == "on",
                decided_by=row.get("decided_by", ""),
            )
            for name, row in data.items()
        }
    )


AXE_RULES: Mapping[str, AxeRule] = _load()
"""The rules we run, by axe's id."""

TURNED_ON: tuple[str, ...] = tuple(
    rule.id for rule in AXE_RULES.values() if not rule.default or rule.maturity is Maturity.EXPERIMENTAL
)
"""Rules that we turn on by name: those axe leaves off, those it tags experimental, and those that ours decide.

What experimental rules find is shown and does not count, as with our own.
"""
