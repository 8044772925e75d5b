"""From exceptions.yml to accepted exceptions, with every mistake told; docs/trend.md describes the file."""

from __future__ import annotations

import re
from datetime import date
from pathlib import Path

from wcag_audit.errors import AcceptedError
from wcag_audit.model.accepted import AcceptedException
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
    root = Table(load_yaml(path, problems), 1, "the file", ("exceptions",), problems)
    if not root.has("exceptions"):
        root.problem("", "has no exceptions — add a line 'exceptions:' and the entries below it")
    found = tuple(_exception(table) for table in root.tables("exceptions", "exception", _KEYS))
    problems.raise_if_any()
    return found


def _exception(table: Table) -> AcceptedException:
    site = table.text("site", required=True)
    if site and not _SITE.fullmatch(site):
        table.problem("site", f"has {site!r} as site — write its id in the register or its host; * stands for anything")
    fingerprint, rule, selector = (table.text(key) for key in ("fingerprint", "rule", "selector"))
    if fingerprint and (rule or selector):
        table.problem("fingerprint", "has both a fingerprint and a rule — delete one of the two")
    elif fingerprint and not _FINGERPRINT.fullmatch(fingerprint):
        table.problem("fingerprint", "has a fingerprint that is not 20 digits 0-9 and a-f — copy it from the report")
    elif not fingerprint and not (rule and selector):
        table.problem("", "does not say which issue — add 'fingerprint: …', or 'rule: …' and 'selector: …'")
    expires = table.day("expires")
    if not table.has("expires"):
        table.problem("", "has no last day — add a line 'expires: 2027-03-31'; an exception for ever is none")
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
