"""From roadmap.yml to targets, with every mistake told; docs/trend.md describes the file."""

from __future__ import annotations

import calendar
import re
from datetime import date
from functools import cache
from importlib.resources import as_file, files
from pathlib import Path
from typing import TYPE_CHECKING

from wcag_audit.errors import RoadmapError
from wcag_audit.model.register import BodyKind
from wcag_audit.model.trend import Metric, Scope, Target
from wcag_audit.standards.wcag import Level
from wcag_audit.tables import Problems, Table, hint, load_yaml

if TYPE_CHECKING:
    from collections.abc import Iterable

    from wcag_audit.model.register import Register

FILE = Path("roadmap.yml")
"""Where a roadmap of one's own is looked for unless told otherwise."""

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_MONTH = re.compile(r"(20\d\d)-(0[1-9]|1[0-2])")
_YEARS = (2000, 2100)
_KEYS = ("id", "level", "metric", "value", "by", "source", "scope")
_SCOPE_KEYS = ("kinds", "regions", "ministries", "bodies")
_BY = "write a day (2026-12-31), a month (2026-12) or a year (2026)"


def find_roadmap(path: Path | None) -> tuple[Target, ...]:
    """The roadmap of a file that is named; else that of ./roadmap.yml, if it is there; else the built-in one.

    Raises:
        RoadmapError: as for `load_roadmap`.
    """
    if path is None and not FILE.exists():
        return default_roadmap()
    return load_roadmap(path or FILE)


@cache
def default_roadmap() -> tuple[Target, ...]:
    """Decree 1143, item 36: AA by 2026 and AAA by 2030, read as the last day of these years."""
    with as_file(files(__package__).joinpath("default.yml")) as path:
        return load_roadmap(path)


def load_roadmap(path: Path) -> tuple[Target, ...]:
    """The targets in a YAML file, by day and level.

    Raises:
        RoadmapError: the file cannot be read, or something in it cannot be meant. Its text has one line
            "roadmap.yml:LINE: what is wrong — what to do" per problem.
    """
    problems = Problems(str(path), RoadmapError)
    root = Table(load_yaml(path, problems), 1, "the file", ("targets",), problems)
    tables = root.tables("targets", "target", _KEYS)
    if not tables:
        root.problem("targets", "names no targets — add at least one under 'targets:'")
    lines: dict[str, int] = {}
    targets = [_target(table, lines) for table in tables]
    problems.raise_if_any()
    return tuple(sorted(targets, key=lambda target: (target.day, target.level, target.id)))


def check_scopes(targets: Iterable[Target], registers: Iterable[Register]) -> None:
    """A name in a scope that no register knows would make a target for nobody, without a word.

    Raises:
        RoadmapError: such a name.
    """
    registers = tuple(registers)
    bodies = {body.id for register in registers for body in register.bodies}
    regions = {region.id for register in registers for region in register.regions}
    for target in targets:
        scope = target.scope
        sides = (
            ("region", scope.regions, regions),
            ("ministry", scope.ministries, bodies),
            ("body", scope.bodies, bodies),
        )
        for what, names, known in sides:
            for name in names:
                if name not in known:
                    who = f"the {what} {name!r}, which no wave has{hint(name, known)}"
                    raise RoadmapError(f"The roadmap's target {target.id!r} is for {who}")


def _target(table: Table, lines: dict[str, int]) -> Target:
    name = table.text("id", required=True)
    if name and not _ID.fullmatch(name):
        table.problem("id", "has an id that is not made of a-z, 0-9 and single hyphens — choose another")
    elif name and (first := lines.setdefault(name, table.line("id"))) != table.line("id"):
        table.problem("id", f"has the id of line {first} — give it another")
    level = table.choice("level", Level, required=True)
    metric = table.choice("metric", Metric) or Metric.CLEAN_SITES
    value = table.number("value", 0, 100, whole=False)
    day, assumed = _day(table)
    return Target(
        id=name,
        level=level,
        metric=Metric(metric),
        value=100.0 if value is None else value,
        day=day,
        scope=_scope(table),
        source=table.names("source") if table.has("source") else None,
        assumed_day=assumed,
    )


def _day(table: Table) -> tuple[date, bool]:
    """The last day, and whether it is our reading of a month or a year."""
    found = table.raw("by")
    if found is None:
        table.problem("by", f"has no day — add a line 'by: …' and {_BY}")
    elif isinstance(found, date):
        return table.day("by") or date.max, False
    elif isinstance(found, int) and not isinstance(found, bool) and _YEARS[0] <= found <= _YEARS[1]:
        return date(found, 12, 31), True
    elif isinstance(found, str) and (month := _MONTH.fullmatch(found.strip())):
        year, number = int(month[1]), int(month[2])
        return date(year, number, calendar.monthrange(year, number)[1]), True
    else:
        table.problem("by", f"has {found!r} as by — {_BY}")
    return date.max, False


def _scope(table: Table) -> Scope:
    scope = table.table("scope", _SCOPE_KEYS)
    if scope is None:
        return Scope()

    def wrong_kind(kind: str) -> str:
        return "" if kind in list(BodyKind) else f"which is no kind{hint(kind, BodyKind)}"

    return Scope(
        kinds=scope.strings("kinds", wrong_kind),
        regions=scope.strings("regions", lambda _: ""),
        ministries=scope.strings("ministries", lambda _: ""),
        bodies=scope.strings("bodies", lambda _: ""),
    )
