"""The formats of `wcag-audit check`: each page is written as soon as it comes."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from datetime import UTC, datetime
from typing import IO, TYPE_CHECKING, Protocol

from wcag_audit.cli.app import TEXT_WIDTH, App, PlainConsole, console
from wcag_audit.cli.marks import Marks
from wcag_audit.cli.page_record import document_head, page_record
from wcag_audit.cli.page_text import PageText
from wcag_audit.export import Occasion
from wcag_audit.export.json_text import dumps
from wcag_audit.model.finding import Finding, Maturity
from wcag_audit.model.outcome import Outcome
from wcag_audit.model.visit import VisitStatus
from wcag_audit.standards.wcag import CRITERIA, Level

if TYPE_CHECKING:
    from collections.abc import Callable, Sequence

    from wcag_audit.export import ResultLog
    from wcag_audit.model.result import PageResult, Versions


@dataclass(slots=True)
class Tally:
    """What has been seen so far.

    Attributes:
        pages, audited: addresses that are done; those that could be audited.
        failures: places per level that definitely fail: outcome failed, of a rule that counts.
        person: places that a person must decide.
        stopping: of the failures, those that are neither excepted nor known from the baseline.
        excepted, known: of the failures, the places that are.
        marks: what is known of findings beforehand.
    """

    pages: int = 0
    audited: int = 0
    failures: Counter[Level] = field(default_factory=Counter)
    person: int = 0
    stopping: Counter[Level] = field(default_factory=Counter)
    excepted: int = 0
    known: int = 0
    marks: Marks = field(default_factory=Marks)

    def add(self, address: str, result: PageResult, findings: Sequence[Finding]) -> None:
        """Count a page and what is told of it."""
        self.pages += 1
        self.audited += result.record.status is VisitStatus.AUDITED
        for finding in findings:
            if finding.outcome is Outcome.CANT_TELL:
                self.person += 1
            elif finding.maturity is Maturity.STABLE and finding.criteria:
                level = min(CRITERIA[number].level for number in finding.criteria)
                mark = self.marks.of(address, finding)
                self.failures[level] += 1
                self.stopping[level] += mark.stops
                self.excepted += mark.excepted is not None
                self.known += mark.excepted is None and bool(mark.known)

    def at(self, level: Level) -> int:
        """Definite failures of that level or a lower one that may stop a pipeline."""
        return sum(count for own, count in self.stopping.items() if level.includes(own))


class Writer(Protocol):
    """One format."""

    def begin(self, versions: Versions) -> None:
        """Before the first page."""

    def page(self, address: str, result: PageResult, findings: Sequence[Finding]) -> None:
        """One page, with those findings of it that are told."""

    def end(self) -> None:
        """After the last page, or after the last one before an interruption."""


class JsonLines:
    """One line per address."""

    def __init__(self, app: App, stream: IO[str], marks: Marks) -> None:
        """Write to a stream that the caller closes."""
        self._app = app
        self._stream = stream
        self._marks = marks

    def begin(self, versions: Versions) -> None:
        """Nothing: every line stands for itself."""

    def page(self, address: str, result: PageResult, findings: Sequence[Finding]) -> None:
        """One line, out of our hands at once."""
        record = page_record(address, result, findings, self._app.lang, self._marks)
        self._stream.write(dumps(record) + "\n")
        self._stream.flush()

    def end(self) -> None:
        """Nothing."""


class JsonDocument:
    """One document; whole also after an interruption."""

    def __init__(self, app: App, stream: IO[str], marks: Marks) -> None:
        """Write to a stream that the caller closes."""
        self._app = app
        self._stream = stream
        self._marks = marks
        self._between = "\n"

    def begin(self, versions: Versions) -> None:
        """The head."""
        self._stream.write(document_head(versions))

    def page(self, address: str, result: PageResult, findings: Sequence[Finding]) -> None:
        """The next element of the list."""
        record = page_record(address, result, findings, self._app.lang, self._marks)
        self._stream.write(self._between + dumps(record))
        self._stream.flush()
        self._between = ",\n"

    def end(self) -> None:
        """Close the list and the document."""
        self._stream.write("\n]}\n")


class Exported:
    """One of the formats of other tools (docs/exports.md)."""

    def __init__(self, app: App, make: Callable[[IO[str], Occasion], ResultLog], stream: IO[str], marks: Marks) -> None:
        """Write to a stream that the caller closes."""
        self._app = app
        self._make = make
        self._marks = marks
        self._stream = stream
        self._log: ResultLog | None = None

    def begin(self, versions: Versions) -> None:
        """The head."""
        now = datetime.now(UTC).isoformat(timespec="seconds")
        self._log = self._make(
            self._stream, Occasion("check", self._app.lang, versions, started=now, marks=self._marks)
        )
        self._log.begin()

    def page(self, address: str, result: PageResult, findings: Sequence[Finding]) -> None:
        """The page, out of our hands at once."""
        if self._log is not None:
            self._log.page(address, result, findings)
            self._stream.flush()

    def end(self) -> None:
        """What closes the document, so that it is whole also after an interruption."""
        if self._log is not None:
            self._log.end()


class PlainText:
    """For people."""

    def __init__(self, app: App, stream: IO[str] | None, tally: Tally) -> None:
        """Write to a stream, or to the person's terminal where it is None; at the end, what was counted."""
        self._app = app
        self._tally = tally
        self._console = PlainConsole(file=stream, width=TEXT_WIDTH) if stream else console()
        self._text = PageText(app, self._console, tally.marks)

    def begin(self, versions: Versions) -> None:
        """Nothing: people want the findings first."""

    def page(self, address: str, result: PageResult, findings: Sequence[Finding]) -> None:
        """The page, its failures, what a person must decide."""
        self._text.page(address, result, findings)

    def end(self) -> None:
        """What all pages together say, and what it does not say."""
        failures = ", ".join(f"{level} {self._tally.failures[level]}" for level in Level)
        say = self._text.say
        say(self._app.say("check.summary", audited=self._tally.audited, pages=self._tally.pages), style="bold")
        say(self._app.say("check.summary-findings", failures=failures, person=self._tally.person))
        if self._tally.excepted:
            say(self._app.say("check.summary-excepted", n=self._tally.excepted))
        if self._tally.marks.baseline is not None:
            say(self._app.say("check.summary-new", new=self._tally.at(Level.AAA), known=self._tally.known))
        if self._tally.audited:
            say(self._app.say("check.no-claim"))
