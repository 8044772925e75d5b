"""What is known of a finding beforehand: an accepted exception, or that it was in the baseline."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import TYPE_CHECKING
from urllib.parse import urlsplit
from zoneinfo import ZoneInfo

from wcag_audit.accepted import Acceptances, find_exceptions

if TYPE_CHECKING:
    from pathlib import Path

    from wcag_audit.audit import Baseline
    from wcag_audit.cli.app import App
    from wcag_audit.model.finding import Finding
    from wcag_audit.model.life import Excepted

_KAZAKHSTAN = ZoneInfo("Asia/Almaty")


def today() -> date:
    """The day in Kazakhstan, where exceptions expire and targets fall due."""
    return datetime.now(_KAZAKHSTAN).date()


def acceptances(app: App, path: Path | None, as_of: date) -> Acceptances:
    """The accepted exceptions of a file or of ./exceptions.yml; whoever runs the command is told of expired ones.

    Raises:
        AcceptedError: the file is wrong.
    """
    found = Acceptances(find_exceptions(path), as_of)
    for item in found.expired:
        app.tell("exceptions.expired", line=item.line, site=item.site, day=item.expires, owner=item.owner)
    return found


@dataclass(frozen=True, slots=True)
class Mark:
    """Attributes: excepted: the exception that holds; known: in the baseline, None where there is no baseline."""

    excepted: Excepted | None = None
    known: bool | None = None

    @property
    def stops(self) -> bool:
        """True where a failure may stop a pipeline."""
        return self.excepted is None and not self.known


@dataclass(frozen=True, slots=True)
class Marks:
    """Marks findings of `check`."""

    accepted: Acceptances = field(default_factory=lambda: Acceptances((), date.min))
    baseline: Baseline | None = None

    def of(self, address: str, finding: Finding) -> Mark:
        """What is known of a finding on an address as it was given."""
        excepted = self.accepted.of(finding, _host(address)) if self.accepted else None
        return Mark(excepted, self.baseline.knows(address, finding) if self.baseline is not None else None)


def _host(address: str) -> str:
    try:
        return urlsplit(address).hostname or ""
    except ValueError:
        return ""
