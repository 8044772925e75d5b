"""A page's result as a person reads it in a terminal of 80 columns."""

from __future__ import annotations

from collections import Counter, defaultdict
from typing import TYPE_CHECKING

from rich.text import Text

from wcag_audit.cli.marks import Marks
from wcag_audit.cli.sentences import sentence
from wcag_audit.i18n.common import common
from wcag_audit.i18n.common import meaning as meaning_of
from wcag_audit.i18n.common import name as name_of
from wcag_audit.i18n.remarks import sentence as remark_sentence
from wcag_audit.model.finding import Maturity
from wcag_audit.model.outcome import Outcome
from wcag_audit.model.state import PageState, SwitchOutcome
from wcag_audit.model.visit import VisitStatus
from wcag_audit.rules.words import rule_words
from wcag_audit.standards.wcag import CRITERIA, Level

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from rich.console import Console

    from wcag_audit.cli.app import App
    from wcag_audit.model.finding import Finding
    from wcag_audit.model.life import Excepted
    from wcag_audit.model.result import PageResult
    from wcag_audit.model.state import SpecialVersionTrial

_PLACES = 3
_EXCERPT = 150
_INDENT = 4


def level_of(finding: Finding) -> Level | None:
    """The lowest level that the finding concerns; None for best practice."""
    return min((CRITERIA[number].level for number in finding.criteria), default=None)


def printable(text: str, limit: int = 0) -> str:
    """Text from a page on one line, without characters that move a terminal's cursor or turn the reading direction."""
    line = "".join(mark if mark.isprintable() else "\ufffd" for mark in " ".join(text.split()))
    return line if not limit or len(line) <= limit else f"{line[: limit - 1]}…"


class PageText:
    """Prints pages one after the other."""

    def __init__(self, app: App, console: Console, marks: Marks | None = None) -> None:
        """Print to a console in the person's language; `marks` says what is known of findings beforehand."""
        self._app = app
        self._console = console
        self._marks = marks or Marks()

    def page(self, address: str, result: PageResult, findings: Sequence[Finding]) -> None:
        """Print one page; `findings` are those of the result that are told."""
        self._address(address)
        record = result.record
        if record.final_url and record.final_url != address:
            self._address(f"→ {record.final_url}", _INDENT)
        if record.status is not VisitStatus.AUDITED:
            self._not_audited(result)
            return
        failed = [finding for finding in findings if finding.outcome is Outcome.FAILED]
        counting = [finding for finding in failed if finding.maturity is Maturity.STABLE]
        trials = [finding for finding in failed if finding.maturity is Maturity.EXPERIMENTAL]
        open_ones = [finding for finding in findings if finding.outcome is Outcome.CANT_TELL]
        if result.title:
            self.say(printable(result.title, _EXCERPT), _INDENT)
        self.say(self._headline(counting, open_ones), _INDENT, "bold")
        marked = [(finding, self._marks.of(address, finding)) for finding in counting]
        for _, group in _by_rule(finding for finding, mark in marked if mark.stops):
            self._failure(group)
        self._list("check.known", [finding for finding, mark in marked if mark.known and not mark.excepted])
        self._excepted([(finding, mark.excepted) for finding, mark in marked if mark.excepted])
        self._list("check.trials", trials)
        self._list("check.person", open_ones)
        if result.special is not None and result.special.outcome is not SwitchOutcome.NOT_REACHED:
            self._special(result.special)
        for gap in result.gaps:
            said = remark_sentence(gap, self._app.lang)
            self.say(self._app.say("check.gap", gap=printable(said, _EXCERPT)), _INDENT)
        self._console.print()

    def _special(self, special: SpecialVersionTrial) -> None:
        """What became of the version for the visually impaired; one that was not reached is among the gaps."""
        self._console.print()
        self.say(meaning_of(special.outcome)[self._app.lang], _INDENT)
        if special.address:
            self._address(special.address, _INDENT + 2)

    def _not_audited(self, result: PageResult) -> None:
        record, lang = result.record, self._app.lang
        self.say(f"✗ {name_of(record.status)[lang]}. {meaning_of(record.status)[lang]}", _INDENT, "bold red")
        if record.reason:
            self.say(printable(remark_sentence(record.reason, lang)), _INDENT)
        if record.status is VisitStatus.REFUSED_ADDRESS:
            self.say(self._app.say("check.allow-private"), _INDENT)
        self._console.print()

    def _headline(self, failed: Sequence[Finding], open_ones: Sequence[Finding]) -> str:
        if not failed:
            return self._app.say("check.none-failed", person=len(open_ones))
        return self._app.say("check.headline", failed=levels(failed), person=len(open_ones))

    def _failure(self, group: Sequence[Finding]) -> None:
        """One rule: what should hold, where it does not, why that matters, what to do."""
        first, lang = group[0], self._app.lang
        said = rule_words(first.rule, lang)
        self._console.print()
        self.say(f"✗ {said.title}", _INDENT, "bold red", hanging=2)
        self.say(self._about(group), _INDENT + 2, "dim")
        message = ""
        for finding in group[:_PLACES]:
            previous, message = message, printable(sentence(finding, lang))
            if message.rstrip(".") not in (previous.rstrip("."), said.title):
                self.say(message, _INDENT + 2)
            if finding.target.selector:
                self.say(printable(finding.target.selector, _EXCERPT), _INDENT + 4, "cyan")
            if finding.target.html:
                self.say(printable(finding.target.html, _EXCERPT), _INDENT + 4)
            if finding.state is not PageState.AS_OPENED:
                self.say(f"{name_of(finding.state)[lang]}.", _INDENT + 4, "dim")
        if len(group) > _PLACES:
            self.say(self._app.say("check.more", n=len(group) - _PLACES), _INDENT + 4)
        if said.why:
            self.say(self._app.say("check.why", why=said.why), _INDENT + 2)
        if said.fix:
            self.say(self._app.say("check.fix", fix=said.fix), _INDENT + 2, "green")

    def _about(self, group: Sequence[Finding]) -> str:
        first, lang = group[0], self._app.lang
        criteria = [f"{number} {CRITERIA[number].name[lang]} ({CRITERIA[number].level})" for number in first.criteria]
        impact = common().say(f"impact.{first.impact}.name", lang) if f"impact.{first.impact}.name" in common() else ""
        parts = [self._app.say("check.places", n=len(group)), *criteria, impact, first.rule, *first.also]
        return " · ".join(part for part in parts if part)

    def _list(self, key: str, findings: Sequence[Finding]) -> None:
        """A heading with the number of places, and a line per rule."""
        if not findings:
            return
        self._console.print()
        self.say(self._app.say(key, n=len(findings)), _INDENT, "bold yellow")
        for rule, group in _by_rule(findings):
            said = rule_words(rule, self._app.lang).title
            numbers = " ".join(group[0].criteria)
            told = f"? {said} ({', '.join(filter(None, (numbers, rule)))}) ×{len(group)}"
            if all(finding.state is PageState.SPECIAL for finding in group):
                told = f"{told}. {name_of(PageState.SPECIAL)[self._app.lang]}."
            self.say(told, _INDENT, hanging=2)

    def _excepted(self, findings: Sequence[tuple[Finding, Excepted]]) -> None:
        """What somebody answers for until a day: it goes on failing."""
        if not findings:
            return
        self._list("check.excepted", [finding for finding, _ in findings])
        for excepted in dict.fromkeys(excepted for _, excepted in findings):
            self.say(
                self._app.say(
                    "check.excepted-until",
                    reason=printable(excepted.reason, _EXCERPT),
                    owner=printable(excepted.owner, _EXCERPT),
                    day=excepted.expires,
                ),
                _INDENT + 2,
            )

    def _address(self, text: str, indent: int = 0) -> None:
        """An address stays on one line, however long, so that it can be copied."""
        self._console.print(Text(" " * indent + printable(text), style="bold underline"), soft_wrap=True)

    def say(self, text: str, indent: int = 0, style: str = "", hanging: int = 0) -> None:
        """Print wrapped text; lines after the first are indented by `hanging` more."""
        lines = Text(text, style=style).wrap(self._console, self._console.width - indent - hanging, overflow="fold")
        for number, line in enumerate(lines):
            line.rstrip()
            margin = indent + (hanging if number else 0)
            self._console.print(Text(" " * margin).append_text(line), soft_wrap=True)


def levels(findings: Iterable[Finding]) -> str:
    """Counts per level such as "A 3, AA 1"; "0" if there is nothing."""
    counts = Counter(level_of(finding) for finding in findings)
    return ", ".join(f"{level} {counts[level]}" for level in Level if counts[level]) or str(sum(counts.values()))


def _by_rule(findings: Iterable[Finding]) -> list[tuple[str, list[Finding]]]:
    """Findings of each rule, the lowest level first and the most places first within a level; best practice last."""
    groups: defaultdict[str, list[Finding]] = defaultdict(list)
    for finding in findings:
        groups[finding.rule].append(finding)
    return sorted(groups.items(), key=lambda item: (level_of(item[1][0]) or "B", -len(item[1])))
