"""From exceptions.yml to accepted exceptions, with every mistake told; docs/trend.md describes the file."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

from wcag_audit.errors import AcceptedError
from wcag_audit.model.accepted import AcceptedException
from wcag_audit.remark import Remark
from wcag_audit.tables import Problems, Table, load_yaml

FILE = Path("exceptions.yml")
"""Where exceptions are looked for unless told otherwise."""

_KEYS = ("site", "fingerprint", "rule", "selector", "reason", "owner", "expires")
_SITE = re.compile(r"[a-z0-9*.-]+")
_FINGERPRINT = re.compile(r"[0-9a-f]{20}")


def find_exceptions(path: Path | None) -> tuple[AcceptedException, ...]:
    """The exceptions of a file that is named; else those of ./exceptions.yml, if it is there; else none.

    Raises:
        AcceptedError: as for `load_exceptions`.
    """
    if path is None and not FILE.exists():
        return ()
    return load_exceptions(path or FILE)


def load_exceptions(path: Path) -> tuple[AcceptedException, ...]:
    """The exceptions in a YAML file, in its order; expired ones too, so that they can be told.

    Raises:
        AcceptedError: the file cannot be read, or something in it cannot be meant. Its text has one line
            "exceptions.yml:LINE: what is wrong — what to do" per problem.
    """
    problems = Problems(str(path), AcceptedError)
    root = Table(load_yaml(path, problems), 1, Remark("place.file"), ("exceptions",), problems)
    if not root.has("exceptions"):
        root.problem("", Remark("accepted.none", what=root.what))
    found = tuple(_exception(table) for table in root.tables("exceptions", _called, _KEYS))
    problems.raise_if_any()
    return found


def _called(name: str) -> Remark:
    return Remark("place.exception", name=name)


def _exception(table: Table) -> AcceptedException:
    site = table.text("site", required=True)
    if site and not _SITE.fullmatch(site):
        table.problem("site", Remark("accepted.bad-site", what=table.what, site=repr(site)))
    fingerprint, rule, selector = (table.text(key) for key in ("fingerprint", "rule", "selector"))
    if fingerprint and (rule or selector):
        table.problem("fingerprint", Remark("accepted.both", what=table.what))
    elif fingerprint and not _FINGERPRINT.fullmatch(fingerprint):
        table.problem("fingerprint", Remark("accepted.bad-fingerprint", what=table.what))
    elif not fingerprint and not (rule and selector):
        table.problem("", Remark("accepted.no-issue", what=table.what))
    expires = table.day("expires")
    if not table.has("expires"):
        table.problem("", Remark("accepted.no-day", what=table.what))
    return AcceptedException(
        site=site,
        fingerprint=fingerprint,
        rule=rule,
        selector=selector,
        reason=table.text("reason", required=True),
        owner=table.text("owner", required=True),
        expires=expires or date.max,
        line=table.line(),
    )
