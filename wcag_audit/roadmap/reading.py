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
from wcag_audit.model.roadmap import Metric, Scope, Target
from wcag_audit.remark import Remark
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
    root = Table(load_yaml(path, problems), 1, Remark("place.file"), ("targets",), problems)
    tables = root.tables("targets", _called, _KEYS)
    if not tables:
        root.problem("targets", Remark("roadmap.none", what=root.what))
    lines: dict[str, int] = {}
    targets = [_target(table, lines) for table in tables]
    problems.raise_if_any()
    return tuple(sorted(targets, key=lambda target: (target.day, target.level, target.id)))


def _called(name: str) -> Remark:
    return Remark("place.target", name=name)


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
        for name in (name for name in scope.regions if name not in regions):
            near = hint(name, regions)
            raise RoadmapError("roadmap.no-region", target=repr(target.id), name=repr(name), hint=near)
        for name in (name for name in scope.ministries if name not in bodies):
            near = hint(name, bodies)
            raise RoadmapError("roadmap.no-ministry", target=repr(target.id), name=repr(name), hint=near)
        for name in (name for name in scope.bodies if name not in bodies):
            near = hint(name, bodies)
            raise RoadmapError("roadmap.no-body", target=repr(target.id), name=repr(name), hint=near)


def _target(table: Table, lines: dict[str, int]) -> Target:
    name = table.text("id", required=True)
    if name and not _ID.fullmatch(name):
        table.problem("id", Remark("register.bad-id", what=table.what))
    elif name and (first := lines.setdefault(name, table.line("id"))) != table.line("id"):
        table.problem("id", Remark("register.id-twice", what=table.what, line=str(first)))
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
        table.problem("by", Remark("roadmap.no-day", what=table.what))
    elif isinstance(found, date):
        return table.day("by") or date.max, False
    elif isinstance(found, int) and not isinstance(found, bool) and _YEARS[0] <= found <= _YEARS[1]:
        return date(found, 12, 31), True
    elif isinstance(found, str) and (month := _MONTH.fullmatch(found.strip())):
        year, number = int(month[1]), int(month[2])
        return date(year, number, calendar.monthrange(year, number)[1]), True
    else:
        table.problem("by", Remark("roadmap.bad-day", what=table.what, day=repr(found)))
    return date.max, False


def _scope(table: Table) -> Scope:
    scope = table.table("scope", _SCOPE_KEYS)
    if scope is None:
        return Scope()

    def wrong_kind(kind: str) -> str:
        return "" if kind in list(BodyKind) else Remark("value.no-kind", hint=hint(kind, BodyKind))

    return Scope(
        kinds=scope.strings("kinds", wrong_kind),
        regions=scope.strings("regions", lambda _: ""),
        ministries=scope.strings("ministries", lambda _: ""),
        bodies=scope.strings("bodies", lambda _: ""),
    )
