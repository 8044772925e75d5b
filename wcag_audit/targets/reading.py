"""From the tables of targets.yml to the register, with every mistake told."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from wcag_audit.errors import TargetsError
from wcag_audit.model.register import Body, BodyKind, CrawlLimits, Region, Register, Site
from wcag_audit.remark import Remark
from wcag_audit.tables import Problems, Table, hint, load_yaml
from wcag_audit.targets.checks import address_problem, host_problem, is_below, pattern_problem, schedule_problem

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from pathlib import Path

_ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_RANGES: Mapping[str, tuple[float, float]] = {
    "max_pages": (1, 100_000),
    "max_depth": (0, 100),
    "delay": (0, 3600),
    "concurrency": (1, 16),
    "timeout": (1, 3600),
}
_WHOLE = {"max_pages", "max_depth", "concurrency"}
_LISTS: Mapping[str, Callable[[str], str]] = {
    "include": pattern_problem,
    "exclude": pattern_problem,
    "extra_hosts": host_problem,
    "sitemaps": address_problem,
    "ignore_query": lambda _: "",
}

_ROOT_KEYS = ("schedule", "defaults", "hosts", "regions", "bodies")
_REGION_KEYS = ("id", "name")
_BODY_KEYS = ("id", "name", "kind", "region", "ministry", "verified", "sites")
_SITE_KEYS = ("id", "url", "starts", "within_path", "enabled", "note", "limits", "schedule")
_LIMIT_KEYS = (*_RANGES, *_LISTS)


def load_targets(path: Path) -> Register:
    """The register in a YAML file; docs/targets.md describes it.

    Raises:
        TargetsError: the file cannot be read, or something in it cannot be meant. Its text has one line
            "targets.yml:LINE: what is wrong — what to do" per problem, in the order of the file, 50 at most.
    """
    problems = Problems(str(path), TargetsError)
    data = load_yaml(path, problems)
    register = _Reader(Table(data, 1, Remark("place.file"), _ROOT_KEYS, problems), problems).register()
    problems.raise_if_any()
    return register


class _Reader:
    """Turns the tables of the file into a register."""

    def __init__(self, root: Table, problems: Problems) -> None:
        self._root = root
        self._problems = problems
        self._ids: dict[tuple[str, str], int] = {}
        self._addresses: dict[tuple[str, str], int] = {}
        defaults = root.table("defaults", _LIMIT_KEYS)
        self._defaults = _limits(defaults) if defaults else {}
        self._host_tables = root.mapping("hosts", _LIMIT_KEYS)
        self._hosts = {host: _limits(table) for host, table in self._host_tables.items()}

    def register(self) -> Register:
        regions = tuple(
            Region(self._id(table, "region"), table.names("name"))
            for table in self._root.tables("regions", _region, _REGION_KEYS)
        )
        tables = self._root.tables("bodies", _body, _BODY_KEYS)
        bodies = tuple(self._body(table, [region.id for region in regions]) for table in tables)
        if not tables:
            self._root.problem("bodies", Remark("register.no-bodies", what=self._root.what))
        _check_ministries(bodies, tables)
        used = {urlsplit(site.url).hostname for body in bodies for site in body.sites}
        for host in self._hosts.keys() - used:
            table = self._host_tables[host]
            table.problem("", Remark("register.idle-host", what=table.what))
        return Register(bodies, regions, _schedule(self._root))

    def _id(self, table: Table, what: str) -> str:
        name = table.text("id", required=True)
        if name and not _ID.fullmatch(name):
            table.problem("id", Remark("register.bad-id", what=table.what))
        elif name and (first := self._ids.setdefault((what, name), table.line("id"))) != table.line("id"):
            table.problem("id", Remark("register.id-twice", what=table.what, line=str(first)))
        return name

    def _body(self, table: Table, regions: list[str]) -> Body:
        body = self._id(table, "body")
        kind = table.text("kind", required=True)
        if kind and kind not in list(BodyKind):
            near = hint(kind, BodyKind)
            table.problem("kind", Remark("register.unknown-kind", what=table.what, kind=repr(kind), hint=near))
        region = table.text("region")
        if region and region not in regions:
            near = hint(region, regions)
            table.problem("region", Remark("register.unknown-region", what=table.what, region=repr(region), hint=near))
        elif kind == BodyKind.LOCAL and not region:
            table.problem("", Remark("register.no-region", what=table.what))
        return Body(
            id=body,
            name=table.names("name"),
            kind=BodyKind(kind) if kind in list(BodyKind) else BodyKind.CENTRAL,
            region=region,
            ministry=table.text("ministry"),
            verified=table.flag("verified", default=False),
            sites=tuple(self._site(site, body) for site in table.tables("sites", _site, _SITE_KEYS)),
        )

    def _site(self, table: Table, body: str) -> Site:
        url = table.text("url", required=True)
        if url and (problem := address_problem(url)):
            table.wrong("url", url, problem)
            url = ""
        host = urlsplit(url).hostname or ""
        own = table.table("limits", _LIMIT_KEYS)
        limits = CrawlLimits(**{**self._defaults, **self._hosts.get(host, {}), **(_limits(own) if own else {})})
        within = table.text("within_path")
        if within and url and not is_below(url, within):
            table.problem("within_path", Remark("register.url-outside", what=table.what, path=repr(within)))
        address = (url, within)
        if url and (first := self._addresses.setdefault(address, table.line("url"))) != table.line("url"):
            table.problem("url", Remark("register.address-twice", what=table.what, line=str(first)))

        def start_problem(start: str) -> str:
            if problem := address_problem(start):
                return problem
            hosts = {name.removeprefix("www.") for name in (host, *limits.extra_hosts)}
            if url and (urlsplit(start).hostname or "").removeprefix("www.") not in hosts:
                return Remark("value.other-host", host=host)
            return Remark("value.outside", path=within) if within and not is_below(start, within) else ""

        return Site(
            id=self._id(table, "site"),
            url=url,
            body=body,
            starts=table.strings("starts", start_problem),
            within_path=within,
            enabled=table.flag("enabled", default=True),
            note=table.text("note"),
            limits=limits,
            schedule=_schedule(table),
        )


def _region(name: str) -> Remark:
    return Remark("place.region", name=name)


def _body(name: str) -> Remark:
    return Remark("place.body", name=name)


def _site(name: str) -> Remark:
    return Remark("place.site", name=name)


def _limits(table: Table) -> dict[str, Any]:
    """The limits that a table sets, by their names in `CrawlLimits`."""
    numbers = {
        key: value
        for key, (low, high) in _RANGES.items()
        if (value := table.number(key, low, high, whole=key in _WHOLE)) is not None
    }
    whole = {key: int(value) if key in _WHOLE else value for key, value in numbers.items()}
    lists = {key: values for key, wrong in _LISTS.items() if (values := table.strings(key, wrong))}
    return {**whole, **lists}


def _check_ministries(bodies: tuple[Body, ...], tables: list[Table]) -> None:
    above = {body.id: body.ministry for body in bodies}
    for body, table in zip(bodies, tables, strict=True):
        if body.ministry and body.ministry not in above:
            name, near = repr(body.ministry), hint(body.ministry, above)
            table.problem("ministry", Remark("register.unknown-ministry", what=table.what, ministry=name, hint=near))
            continue
        seen, current = {body.id}, body.ministry
        while current and current not in seen:
            seen.add(current)
            current = above.get(current, "")
        if current and current == body.id:
            table.problem("ministry", Remark("register.circle", what=table.what))


def _schedule(table: Table) -> str:
    schedule = table.text("schedule")
    if schedule and (problem := schedule_problem(schedule)):
        table.wrong("schedule", schedule, problem)
    return schedule
