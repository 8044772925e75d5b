"""`wcag-audit compare`: what became of every issue between two waves."""

from __future__ import annotations

from collections import Counter
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from wcag_audit.audit import compare_waves
from wcag_audit.cli.app import STORE, App, Exit, common_options, console, exceptions_option
from wcag_audit.cli.marks import acceptances, today
from wcag_audit.cli.page_text import PageText, printable
from wcag_audit.cli.report import wave_named
from wcag_audit.export.json_text import dumps
from wcag_audit.i18n.common import meaning, name
from wcag_audit.model.kind import Kind
from wcag_audit.model.life import IssueState
from wcag_audit.rules.words import rule_words
from wcag_audit.standards.wcag import Level
from wcag_audit.store import Store

if TYPE_CHECKING:
    from collections.abc import Iterable

    from wcag_audit.model.life import ComparedIssue, IssueLife, SiteComparison
    from wcag_audit.model.result import Wave

_NEVER = "never"
_MOST = 10
"""Issues of one state that are listed of a site on the terminal; JSON has all."""
_TEXT = 120
_SHOWN = (IssueState.REGRESSED, IssueState.NEW, IssueState.FIXED, IssueState.NOT_RETESTED, IssueState.STILL_THERE)
_LISTED = _SHOWN[:4]
_WORSE = (IssueState.REGRESSED, IssueState.NEW)
_SIGNS = {
    IssueState.REGRESSED: "↩",
    IssueState.NEW: "+",
    IssueState.FIXED: "✓",
    IssueState.NOT_RETESTED: "?",
    IssueState.STILL_THERE: "=",
}


@click.command("compare")
@click.argument("before")
@click.argument("after")
@click.option(
    "--store", "store_path", type=click.Path(path_type=Path, dir_okay=False), default=STORE, show_default=True
)
@click.option("--site", "sites", multiple=True, metavar="ID", help="Only this site; may be given again.")
@click.option("--format", "form", type=click.Choice(("text", "json")), default="text", show_default=True)
@click.option(
    "--fail-on",
    type=click.Choice([*Level, _NEVER]),
    default=Level.AA,
    show_default=True,
    help="Exit with 1 on new or regressed failures of criteria of this level or a lower one.",
)
@exceptions_option
@common_options
@click.pass_context
def command(
    ctx: click.Context,
    *,
    before: str,
    after: str,
    store_path: Path,
    sites: tuple[str, ...],
    form: str,
    fail_on: str,
    exceptions_path: Path | None,
) -> None:
    """Say what became of every issue between two waves.

    New, still there, fixed, regressed, not re-tested. Fixed is said only where every page that was known to have the
    issue was looked at again. Exit code 1 says that something is new or regressed (see --fail-on).
    """
    app = ctx.ensure_object(App)
    accepted = acceptances(app, exceptions_path, today())
    with Store.open(store_path, create=False, read_only=True) as store:
        pair = wave_named(store, before), wave_named(store, after)
        compared = (item for item in compare_waves(store, *pair, accepted) if not sites or item.site in sites)
        show = _Json(pair) if form == "json" else _Plain(app, pair)
        worse = 0
        for item in compared:
            show.site(item)
            worse += sum(_stops(issue.life, fail_on) for issue in item.issues)
        show.end()
    ctx.exit(Exit.FINDINGS if worse else Exit.DONE)


def _stops(life: IssueLife, fail_on: str) -> bool:
    """True for a proven failure that is new or came back, at a level that matters, without an exception."""
    if fail_on == _NEVER or life.kind is not Kind.PROVEN or life.excepted is not None:
        return False
    return life.state in _WORSE and Level(fail_on).includes(Level(life.level))


class _Plain:
    """For people: proven failures, site by site."""

    def __init__(self, app: App, waves: tuple[Wave, Wave]) -> None:
        self._app = app
        self._text = PageText(app, console())
        self._total: Counter[IssueState] = Counter()
        self._excepted = 0
        earlier, later = waves
        self._say(app.say("compare.heading", before=printable(earlier.name), after=printable(later.name)), style="bold")
        if (earlier.profile, earlier.level) != (later.profile, later.level):
            self._say(app.say("compare.other-kind"), style="yellow")
        if not (earlier.finished and later.finished):
            self._say(app.say("compare.unfinished"), style="yellow")

    def site(self, item: SiteComparison) -> None:
        proven = [issue for issue in item.issues if issue.life.kind is Kind.PROVEN]
        counts = Counter(issue.life.state for issue in proven)
        self._total.update(counts)
        self._excepted += _excepted(proven)
        self._say("")
        self._say(f"{item.site} · {printable(item.url)}", style="bold underline")
        if not (item.in_before and item.in_after):
            self._say(self._app.say("compare.only-one"), 2)
        self._say(self._counts(counts), 2)
        for state in _LISTED:
            self._list(state, [issue for issue in proven if issue.life.state is state])

    def end(self) -> None:
        self._say("")
        self._say(self._app.say("compare.total", counts=self._counts(self._total)), style="bold")
        if self._excepted:
            self._say(self._app.say("compare.excepted", n=self._excepted))
        if self._total[IssueState.NOT_RETESTED]:
            state, lang = IssueState.NOT_RETESTED, self._app.lang
            self._say(f"{name(state)[lang]}: {meaning(state)[lang]}")
        self._say(self._app.say("check.no-claim"))

    def _counts(self, counts: Counter[IssueState]) -> str:
        return " · ".join(f"{name(state)[self._app.lang]}: {counts[state]}" for state in _SHOWN)

    def _list(self, state: IssueState, issues: list[ComparedIssue]) -> None:
        if issues:
            self._say(f"{name(state)[self._app.lang]}:", 2, "bold")
        for issue in issues[:_MOST]:
            self._issue(issue)
        if len(issues) > _MOST:
            self._say(self._app.say("compare.more", n=len(issues) - _MOST), 4)

    def _issue(self, issue: ComparedIssue) -> None:
        lang, life = self._app.lang, issue.life
        why = life.origin or life.doubt
        numbers = " ".join(life.criteria)
        said = f"{_SIGNS[life.state]} {rule_words(life.rule, lang).title} ({life.level}, {numbers}, {life.rule})"
        self._say(f"{said}{f' — {name(why)[lang]}' if why else ''}", 4, hanging=2)
        if issue.finding.target.selector:
            self._say(printable(issue.finding.target.selector, _TEXT), 6, "cyan")
        if life.state is IssueState.NOT_RETESTED and life.pages > 1:
            self._say(self._app.say("compare.looked-again", again=life.looked_again, pages=life.pages), 6)
        if issue.urls:
            self._say(printable(issue.urls[0], _TEXT), 6)
        if life.excepted is not None:
            reason, owner = printable(life.excepted.reason, _TEXT), printable(life.excepted.owner, _TEXT)
            day = life.excepted.expires
            self._say(self._app.say("compare.excepted-issue", reason=reason, owner=owner, day=day), 6, "yellow")

    def _say(self, text: str, indent: int = 0, style: str = "", hanging: int = 0) -> None:
        self._text.say(text, indent, style, hanging)


class _Json:
    """For programs: one document, written site by site."""

    def __init__(self, waves: tuple[Wave, Wave]) -> None:
        before, after = ({"name": wave.name, "profile": wave.profile, "level": wave.level} for wave in waves)
        click.echo(f'{{"before": {dumps(before)}, "after": {dumps(after)}, "sites": [', nl=False)
        self._between = "\n"

    def site(self, item: SiteComparison) -> None:
        proven = [issue for issue in item.issues if issue.life.kind is Kind.PROVEN]
        states = Counter(issue.life.state for issue in proven)
        record = {
            "site": item.site,
            "body": item.body,
            "url": item.url,
            "in_before": item.in_before,
            "in_after": item.in_after,
            "failures": {str(state): states[state] for state in _SHOWN},
            "excepted": _excepted(proven),
            "issues": [_issue_record(issue) for issue in item.issues],
        }
        click.echo(self._between + dumps(record), nl=False)
        self._between = ",\n"

    @staticmethod
    def end() -> None:
        click.echo("\n]}")


def _excepted(issues: Iterable[ComparedIssue]) -> int:
    return sum(issue.life.excepted is not None and issue.life.state is not IssueState.FIXED for issue in issues)


def _issue_record(issue: ComparedIssue) -> dict[str, Any]:
    life, place = issue.life, issue.finding.target
    excepted = life.excepted
    return {
        "fingerprint": life.fingerprint,
        "state": str(life.state),
        "origin": str(life.origin) if life.origin else None,
        "doubt": str(life.doubt) if life.doubt else None,
        "kind": str(life.kind),
        "rule": life.rule,
        "code": life.code,
        "criteria": list(life.criteria),
        "level": life.level,
        "first_seen": life.first_seen,
        "last_seen": life.last_seen,
        "since": life.since,
        "pages": life.pages,
        "looked_again": life.looked_again,
        "excepted": excepted
        and {"reason": excepted.reason, "owner": excepted.owner, "expires": excepted.expires.isoformat()},
        "target": {"selector": place.selector, "role": place.role, "name": place.name, "html": place.html},
        "urls": list(issue.urls),
    }
