"""Cases with an expected outcome, what we say of each, and the file that records where we differ and why."""

from __future__ import annotations

import json
import tomllib
from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from wcag_audit.model.finding import Maturity
from wcag_audit.model.outcome import Outcome

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping
    from pathlib import Path

    from wcag_audit.model.result import PageResult

TO_WRITE = "✎"
"""Stands for a reason that a person still has to write."""


class Kind(StrEnum):
    """How we differ from what is expected."""

    MISSED = "missed"  # a failed case without a definite failure of one of its criteria, and without a question
    ASKED = "asked"  # a failed case of which we only say that a person must look
    ALARM = "alarm"  # a passed or inapplicable case with a definite failure of one of its criteria


@dataclass(frozen=True, slots=True)
class Case:
    """A page of which it is known whether it fails.

    Attributes:
        id: unique in its collection; the disagreements are recorded under it.
        rule: the ACT rule or the failure technique that it shows.
        fails: whether one of the criteria is expected to fail.
        path: of its page, from the root of the server.
        criteria: numbers of success criteria; only findings about these are compared.
    """

    id: str
    rule: str
    fails: bool
    path: str
    criteria: frozenset[str]


def disagreement(case: Case, result: PageResult) -> Kind | None:
    """How what was found differs from what is expected of the case; None where it does not."""
    definite = asked = False
    for finding in result.findings:
        if not case.criteria & set(finding.criteria):
            continue
        if finding.outcome is Outcome.FAILED and finding.maturity is Maturity.STABLE:
            definite = True
        else:
            asked = True
    if not case.fails:
        return Kind.ALARM if definite else None
    return None if definite else Kind.ASKED if asked else Kind.MISSED


def known(file: Path) -> Mapping[str, Mapping[str, str]]:
    """The recorded disagreements: by case its kind and reason, and `unsteady` where a run may agree after all."""
    return tomllib.loads(file.read_text(encoding="utf-8")) if file.exists() else {}


def differences(found: Mapping[str, Kind], recorded: Mapping[str, Mapping[str, str]]) -> tuple[str, ...]:
    """What has to be changed in the file, one sentence each."""
    new = [f"{case}: {kind}, not recorded" for case, kind in found.items() if case not in recorded]
    other = [
        f"{case}: {kind}, recorded as {recorded[case]['kind']}"
        for case, kind in found.items()
        if case in recorded and recorded[case]["kind"] != kind and "unsteady" not in recorded[case]
    ]
    gone = [case for case in recorded if case not in found and "unsteady" not in recorded[case]]
    return (*new, *other, *(f"{case}: recorded, and there is no disagreement any more" for case in gone))


def write(file: Path, heading: str, found: Mapping[str, Kind], cases: Iterable[Case]) -> None:
    """Bring the file up to date; reasons that are there stay, new ones are TO_WRITE."""
    recorded = known(file)
    lines = [
        f"# {heading}",
        "# missed: neither a failure nor a question; asked: only a question; alarm: failed where nothing is expected.",
    ]
    for case in sorted(cases, key=lambda case: case.id):
        before = recorded.get(case.id, {})
        kind = found.get(case.id) or (before["kind"] if "unsteady" in before else None)
        if kind is not None:
            entry = {"kind": "", "reason": TO_WRITE} | dict(before) | {"kind": str(kind)}
            lines += ["", f'["{case.id}"]']
            lines += [f"{name} = {json.dumps(text, ensure_ascii=False)}" for name, text in entry.items()]
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")
