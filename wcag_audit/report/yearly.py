"""The yearly papers of decree 1143, as content: what they say, in whole sentences, whatever the file's format.

By 1 February each body tells the Ministry of Labour how far it is; before 15 March the Ministry tells the Government
(points 2.3 and 3). The plan stands in the columns of the decree's action plan, items 35 and 36 word for word.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

from wcag_audit import __version__
from wcag_audit.i18n import format as fmt
from wcag_audit.i18n.common import meaning, name
from wcag_audit.model.speech import SpeechReadiness
from wcag_audit.report.hostile import shorten, visible
from wcag_audit.report.speech import Speech
from wcag_audit.report.trend_views import criteria_counts, last_wave, positions
from wcag_audit.report.trend_words import TrendWords
from wcag_audit.roadmap import default_roadmap

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Sequence

    from wcag_audit.model.language import Lang
    from wcag_audit.model.trend import GroupTrend, Trend, WaveRef
    from wcag_audit.report.trend_views import Position
    from wcag_audit.store import Store

COLUMNS = ("number", "name", "form", "term", "who", "amount", "source")
"""Of the decree's action plan, in its order."""
_ITEMS = ("35", "36")
_NAME_LIMIT = 300


class PaperKind(StrEnum):
    """Which of the two papers."""

    INFORMATION = "information"  # a body to the Ministry of Labour, by 1 February
    CONSOLIDATED = "consolidated"  # the Ministry to the Government, before 15 March


@dataclass(frozen=True, slots=True)
class Table:
    """A table with one row of heads; the first cell of each row names it."""

    caption: str
    heads: tuple[str, ...]
    rows: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class Section:
    """A part of a paper: heading, paragraphs, lines to fill in by hand, tables, notes on them; in this order."""

    heading: str
    paragraphs: tuple[str, ...] = ()
    blanks: tuple[str, ...] = ()
    tables: tuple[Table, ...] = ()
    notes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Paper:
    """A paper, ready to be written.

    Attributes:
        lang: the language of all its texts.
        addressee: whom it is for.
        sender: whom it is from; ends in a colon where that is to be filled in.
        title: what it is.
        about: year, day and term.
        plan: the table of the action plan; its first section.
        sections: what follows.
        made_by: the last line.
    """

    lang: Lang
    addressee: str
    sender: str
    title: str
    about: tuple[str, ...]
    plan: Section
    sections: tuple[Section, ...]
    made_by: str


@dataclass(frozen=True, slots=True)
class Subject:
    """Whom and what a paper tells of.

    Attributes:
        year: the reporting year.
        group: the sites it tells of.
        speech: how far their Kazakh can be read aloud; None where that was not measured.
    """

    kind: PaperKind
    year: int
    group: GroupTrend
    speech: SpeechReadiness | None


def group_of(trend: Trend, body: str) -> GroupTrend | None:
    """The sites a body answers for: with those of the bodies below it; None if it has none."""
    return next((group for group in (*trend.ministries, *trend.bodies) if group.id == body), None)


def speech_of(store: Store, wave: WaveRef | None, sites: Iterable[str]) -> SpeechReadiness | None:
    """The sums over sites in a wave; None where nothing was measured. Advice is left out."""
    if wave is None:
        return None
    known = {site.id for site in store.register(wave.id).sites}
    found = [read for site in sites if site in known and (read := store.speech(wave.id, site)) is not None]
    if not found:
        return None
    return SpeechReadiness(
        words=sum(item.words for item in found),
        well_formed=sum(item.well_formed for item in found),
        marked=sum(item.marked for item in found),
        ready=sum(item.ready for item in found),
    )


def paper(trend: Trend, subject: Subject, lang: Lang) -> Paper:
    """The paper in one language.

    Args:
        trend: as of the last day of the reporting year, or of today if the year is not over.
        subject: whom and what it tells of.
        lang: the language; Kazakh is that of state papers.
    """
    return _Writing(trend, subject, lang).paper()


class _Writing:
    def __init__(self, trend: Trend, subject: Subject, lang: Lang) -> None:
        self._trend = trend
        self._subject = subject
        self._lang: Lang = lang
        self._say = Speech(lang).plain
        self._words = TrendWords(lang)
        self._positions = positions(subject.group)

    def paper(self) -> Paper:
        kind = self._subject.kind
        annex = tuple(self._annexes()) if kind is PaperKind.CONSOLIDATED else ()
        return Paper(
            lang=self._lang,
            addressee=self._say(f"yearly.to.{kind}"),
            sender=self._sender(),
            title=self._say(f"yearly.title.{kind}"),
            about=tuple(self._about()),
            plan=self._plan(),
            sections=(self._state_36(), self._state_35(), *annex, self._sign()),
            made_by=self._say("yearly.made-by", package=__version__),
        )

    def _sender(self) -> str:
        if self._subject.kind is PaperKind.CONSOLIDATED:
            return self._say("yearly.from-ministry")
        name = self._subject.group.name
        if name is None:
            return self._say("yearly.from-blank")
        return self._say("yearly.from", body=shorten(visible(name[self._lang]), _NAME_LIMIT))

    def _about(self) -> Iterator[str]:
        year, day = self._subject.year, self._trend.as_of
        yield self._say("yearly.year", year=str(year))
        yield self._say(f"yearly.due.{self._subject.kind}", year=str(year + 1))
        yield self._say("yearly.as-of", day=day)
        if day < date(year, 12, 31):
            yield self._say("yearly.not-over", year=str(year))

    def _plan(self) -> Section:
        say = self._say
        heads = tuple(say(f"yearly.column.{column}") for column in COLUMNS)
        cells = ("name", "form", "term", "who")
        rows = tuple(
            (item, *(say(f"yearly.item-{item}.{cell}") for cell in cells), say("yearly.no-funding"), "-")
            for item in _ITEMS
        )
        notes = (say("yearly.plan-translation"), say("yearly.plan-renamed"))
        table = Table(say("yearly.plan-caption"), heads, rows)
        return Section(say("yearly.plan-heading"), tables=(table,), notes=notes)

    def _state_36(self) -> Section:
        say = self._say
        told = [*self._waves()]
        for position in self._positions:
            told.append(say("yearly.level", **self._named(position), now=self._words.now(position)))
            change = position.course.change
            if change:
                ends = {"first": change.from_day, "last": change.to_day}
                values = {"before": self._words.share(change.before), "after": self._words.share(change.after)}
                told.append(say("yearly.change", n=change.sites, **ends, **values))
            standing = position.course.standing
            told.append(
                say("yearly.standing", standing=name(standing)[self._lang], meaning=meaning(standing)[self._lang])
            )
        told += [*self._aaa(), *self._assumed(), say("yearly.no-claim")]
        tables = (self._levels(),) if any(position.points for position in self._positions) else ()
        return Section(say("yearly.state-36"), tuple(told), (say("yearly.roadmap-line"),), tables)

    def _named(self, position: Position) -> dict[str, str | date]:
        return {"level": position.target.level, "day": position.target.day}

    def _waves(self) -> Iterator[str]:
        year = self._subject.year
        last = last_wave(self._trend)
        own = [wave for wave in self._trend.waves if wave.finished and wave.day.year == year]
        if own:
            sites = len(self._subject.group.sites)
            yield self._say("yearly.waves", year=str(year), n=len(own), day=own[-1].day, sites=sites)
            return
        yield self._say("yearly.no-waves", year=str(year))
        if last:
            yield self._say("yearly.older-wave", day=last.day)

    def _aaa(self) -> Iterator[str]:
        """AAA is told criterion by criterion, with W3C's caution."""
        yield self._say("frame.roadmap-aaa")
        for counts in criteria_counts(self._subject.group):
            if counts.level == "AAA" and counts.unknown < counts.total:
                yield self._say("nation.aaa-progress", n=counts.fewer, all=counts.total, more=counts.more)

    def _assumed(self) -> Iterator[str]:
        """What is our reading of the roadmap's days; once for each day."""
        if self._trend.targets == default_roadmap():
            yield self._say("frame.roadmap-assumption")
            return
        for day in dict.fromkeys(target.day for target in self._trend.targets if target.assumed_day):
            yield self._say("frame.roadmap-assumed", day=day)

    def _levels(self) -> Table:
        say = self._say
        heads = ("yearly.table-level", "nation.col-wave", "nation.col-sites", "nation.bar-no-failure-found")
        more = ("nation.bar-failed", "nation.bar-not-tested", "nation.col-worst", "nation.col-best")
        rows = []
        for position in self._positions:
            for point in position.points[-1:]:
                counts = (point.sites, point.clean, point.failing, point.unknown)
                numbers = tuple(fmt.number(count, self._lang) for count in counts)
                bounds = (self._words.share(point.worst), self._words.share(point.best))
                rows.append((position.target.level, fmt.day(point.day, self._lang), *numbers, *bounds))
        return Table(say("yearly.table-caption"), tuple(say(key) for key in (*heads, *more)), tuple(rows))

    def _state_35(self) -> Section:
        say, speech = self._say, self._subject.speech
        if speech is None or not speech.words:
            told: tuple[str, ...] = (say("yearly.speech-none"),)
        else:
            parts = {"formed": speech.well_formed, "marked": speech.marked, "ready": speech.ready}
            shares = {name: self._words.share(100 * count / speech.words) for name, count in parts.items()}
            told = (say("yearly.speech", words=speech.words, **shares), say("yearly.speech-limits"))
        return Section(say("yearly.state-35"), told, (say("yearly.roadmap-line"),))

    def _annexes(self) -> Iterator[Section]:
        groups = (*self._trend.ministries, *self._trend.regions)
        for target in self._trend.targets if groups else ():
            rows = [
                (self._words.group_name(group), *self._annex_cells(position))
                for group in groups
                for position in positions(group)
                if position.target == target
            ]
            if rows:
                yield self._annex(target.level, rows)

    def _annex(self, level: str, rows: Sequence[tuple[str, ...]]) -> Section:
        say = self._say
        keys = ("yearly.annex-name", "nation.col-sites", "nation.col-worst", "nation.col-best", "nation.col-standing")
        table = Table(say("yearly.annex-caption", level=level), tuple(say(key) for key in keys), tuple(rows))
        return Section(say("yearly.annex", level=level), (say("yearly.annex-text"),), tables=(table,))

    def _annex_cells(self, position: Position) -> tuple[str, ...]:
        course, unknown = position.course, self._say("nation.not-measured")
        bounds = [unknown if value is None else self._words.share(value) for value in (course.current, course.best)]
        return (fmt.number(course.sites, self._lang), *bounds, name(course.standing)[self._lang])

    def _sign(self) -> Section:
        keys = ("position", "name", "date", "place", "author")
        return Section(self._say("yearly.sign-heading"), blanks=tuple(self._say(f"yearly.sign-{key}") for key in keys))
