"""What an export is of: who looked, when, and in which language it speaks."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

if TYPE_CHECKING:
    from collections.abc import Sequence

    from wcag_audit.model.finding import Finding
    from wcag_audit.model.language import Lang
    from wcag_audit.model.life import Excepted
    from wcag_audit.model.result import PageResult, SiteResult, Versions


class Mark(Protocol):
    """What is known of a finding beforehand."""

    @property
    def excepted(self) -> Excepted | None:
        """The accepted exception that holds."""

    @property
    def known(self) -> bool | None:
        """Whether it was in the baseline; None where there is no baseline."""


class Marks(Protocol):
    """Marks findings."""

    def of(self, address: str, finding: Finding) -> Mark:
        """What is known of a finding on an address as it was given."""


@dataclass(frozen=True, slots=True)
class Occasion:
    """An audit whose results are exported.

    Attributes:
        name: "<wave>/<site>", or "check" for addresses given by hand.
        lang: language of all sentences.
        versions: who looked and judged.
        started, finished: ISO 8601; "" where it is not known or not over.
        marks: what is known of findings beforehand; None where nothing is.
    """

    name: str
    lang: Lang
    versions: Versions
    started: str = ""
    finished: str = ""
    marks: Marks | None = None

    def excepted(self, address: str, finding: Finding) -> Excepted | None:
        """The accepted exception that holds for a finding on an address; None if there is none."""
        return self.marks.of(address, finding).excepted if self.marks else None


class ResultLog(Protocol):
    """A format that takes results one by one; memory holds counts and the rules that were met, never the results."""

    def begin(self) -> None:
        """Before the first result."""

    def page(self, address: str, result: PageResult, findings: Sequence[Finding]) -> None:
        """One address, with those findings of it that are told."""

    def site(self, address: str, result: SiteResult) -> None:
        """What comparing the pages of a site yielded; `address` is its start page."""

    def end(self) -> None:
        """After the last result, or after the last one before an interruption."""
