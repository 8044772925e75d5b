"""`wcag-audit check`: pages now, no store; for webmasters and their pipelines."""

from __future__ import annotations

import sys
from contextlib import ExitStack
from pathlib import Path
from typing import IO, TYPE_CHECKING

import click

from wcag_audit import export
from wcag_audit.audit import AuditOptions, Profile, check_addresses, load_baseline, versions
from wcag_audit.cli.addresses import gather
from wcag_audit.cli.app import App, Exit, audit_options, common_options, exceptions_option
from wcag_audit.cli.interrupts import run_until_stopped
from wcag_audit.cli.marks import Marks, acceptances, today
from wcag_audit.cli.progress import PageProgress
from wcag_audit.cli.sentences import is_best_practice
from wcag_audit.cli.writers import Exported, JsonDocument, JsonLines, PlainText, Tally, Writer
from wcag_audit.errors import CouldNotDoError, UsageError
from wcag_audit.standards.wcag import CRITERIA, Level

if TYPE_CHECKING:
    from collections.abc import Sequence

    from wcag_audit.model.finding import Finding
    from wcag_audit.model.result import PageResult

LOGS = ("earl", "sarif", "junit", "html")
"""Formats that `export.CHECK_LOGS` writes; it is loaded only for one of them."""
_FORMATS = ("text", "json", "jsonl", *LOGS)
_NEVER = "never"


@click.command("check")
@click.argument("addresses", nargs=-1, metavar="URL...")
@click.option(
    "--urls-from", type=click.File("r", encoding="utf-8-sig", errors="replace"), help="A file of addresses; - is stdin."
)
@click.option("--format", "form", type=click.Choice(_FORMATS), default="text", show_default=True)
@click.option("--output", type=click.Path(path_type=Path, dir_okay=False), help="Write to this file.")
@click.option(
    "--fail-on",
    type=click.Choice([*Level, _NEVER]),
    default=Level.AA,
    show_default=True,
    help="Exit with 1 on failures of criteria of this level or a lower one.",
)
@click.option(
    "--baseline",
    "baseline_path",
    type=click.Path(path_type=Path, dir_okay=False),
    help="JSON of an earlier check: only what is new since then decides the exit code.",
)
@exceptions_option
@click.option("--best-practices", is_flag=True, help="Also tell findings that no success criterion asks for.")
@click.option("--allow-private", is_flag=True, help="Open this machine and private networks too.")
@click.option("--axe", type=click.Path(path_type=Path), help="An axe-core file to use in place of the shipped one.")
@audit_options
@common_options
@click.pass_context
def command(
    ctx: click.Context,
    *,
    addresses: tuple[str, ...],
    urls_from: IO[str] | None,
    form: str,
    output: Path | None,
    fail_on: str,
    baseline_path: Path | None,
    exceptions_path: Path | None,
    best_practices: bool,
    allow_private: bool,
    axe: Path | None,
    level: str,
    profile: str,
    tabs: int,
    contact: str,
) -> None:
    """Audit pages now and print what is found.

    Nothing is kept. Exit code 1 says that failures were found (see --fail-on), 3 that no page could be audited.
    """
    app = ctx.ensure_object(App)
    wanted = gather(app, addresses, urls_from)
    options = AuditOptions(
        level=Level(level),
        profile=Profile(profile),
        axe=axe,
        allow_private=allow_private,
        contact=contact,
        tabs=tabs,
        screenshots=False,
        snapshots=False,
    )
    baseline = load_baseline(baseline_path) if baseline_path else None
    marks = Marks(acceptances(app, exceptions_path, today()), baseline)
    if baseline is not None and baseline.rules not in ("", versions(options).rules):
        app.tell("check.baseline-other-rules")
    with ExitStack() as stack:
        tally = Tally(marks=marks)
        writer = _writer(app, form, output, tally, stack)
        work = _Check(app, options, writer, tally, best_practices=best_practices)
        progress = stack.enter_context(PageProgress(app, len(wanted), to_file=output is not None))
        complete = False
        try:
            run_until_stopped(work.run(wanted, progress))
            complete = True
        except KeyboardInterrupt:
            ctx.exit(Exit.INTERRUPTED)
        finally:
            progress.stop()
            work.end(complete=complete)
    ctx.exit(_exit_code(app, tally, fail_on))


def _writer(app: App, form: str, output: Path | None, tally: Tally, stack: ExitStack) -> Writer:
    stream: IO[str] | None = None
    if output is not None:
        try:
            stream = stack.enter_context(output.open("w", encoding="utf-8", newline="\n"))
        except OSError as error:
            raise UsageError("output.unwritable", path=str(output), reason=error.strerror or str(error)) from error
    if form == "text":
        return PlainText(app, stream, tally)
    if form in LOGS:
        return Exported(app, export.CHECK_LOGS[form], stream or _utf8_stdout(), tally.marks)
    return (JsonLines if form == "jsonl" else JsonDocument)(app, stream or _utf8_stdout(), tally.marks)


def _utf8_stdout() -> IO[str]:
    """Standard output as JSON wants it, whatever the locale says."""
    reconfigure = getattr(sys.stdout, "reconfigure", None)
    if reconfigure is not None:
        reconfigure(encoding="utf-8", newline="\n")
    return sys.stdout


class _Check:
    """The audit of the addresses, one page after the other handed on."""

    def __init__(self, app: App, options: AuditOptions, writer: Writer, tally: Tally, *, best_practices: bool) -> None:
        self._app = app
        self._options = options
        self._writer = writer
        self._tally = tally
        self._best_practices = best_practices
        self._total = 0
        self._begun = False

    async def run(self, addresses: Sequence[str], progress: PageProgress) -> None:
        self._total = len(addresses)
        # A wrong option is told before anything is written.
        self._writer.begin(versions(self._options))
        self._begun = True
        given = iter(addresses)
        async for result in check_addresses(addresses, self._options):
            findings = self._told(result)
            address = next(given)
            self._tally.add(address, result, findings)
            self._writer.page(address, result, findings)
            progress.step()

    def end(self, *, complete: bool) -> None:
        if self._begun:
            self._writer.end()
        if not complete and self._begun:
            self._app.tell("check.interrupted", done=self._tally.pages, total=self._total)

    def _told(self, result: PageResult) -> list[Finding]:
        """Findings up to the level asked for; best practice only if asked for."""
        return [finding for finding in result.findings if self._is_told(finding)]

    def _is_told(self, finding: Finding) -> bool:
        if not finding.criteria:
            return self._best_practices or not is_best_practice(finding)
        return any(self._options.level.includes(CRITERIA[number].level) for number in finding.criteria)


def _exit_code(app: App, tally: Tally, fail_on: str) -> int:
    if not tally.audited:
        raise CouldNotDoError("check.nothing-reached")
    if tally.audited < tally.pages:
        app.tell("check.some-not-reached", n=tally.pages - tally.audited)
    if fail_on != _NEVER and tally.at(Level(fail_on)):
        return Exit.FINDINGS
    return Exit.DONE
