"""The command `wcag-audit`: finds the module of a command when it is asked for, and turns errors into exit codes."""

from __future__ import annotations

import logging
import os
import sys
import traceback
from contextlib import suppress
from importlib import import_module
from io import TextIOWrapper
from typing import TYPE_CHECKING, NoReturn

import click

from wcag_audit import __version__
from wcag_audit.cli.app import App, Exit, common_options
from wcag_audit.cli.tongue import speak, spoken, translated, wished_language
from wcag_audit.errors import WcagAuditError
from wcag_audit.i18n.languages import user_language
from wcag_audit.i18n.remarks import sentence

if TYPE_CHECKING:
    from collections.abc import Sequence

COMMANDS = {
    "check": "Audit pages now and print what is found.",
    "compare": "Say what became of every issue between two waves.",
    "demo": "Audit the bundled sample portal, from start to reports.",
    "doctor": "Say what is missing on this machine and how to get it.",
    "export": "Write a wave for other tools: Excel, CSV, EARL, SARIF and more.",
    "judge": "Run today's rules over the stored pages of an old wave.",
    "listen": "Hear a page's Kazakh text as a Kazakh voice reads it.",
    "notify": "Send an e-mail of what changed since the wave before.",
    "report": "Write the report of a wave again.",
    "rules": "List the rules per criterion, or explain one.",
    "run": "Audit the sites of a register: one wave, kept in a database.",
    "setup": "Find a Chromium or get one, and prove that it works.",
    "trend": "Say where sites and groups stand towards the roadmap.",
    "yearly": "Write a yearly paper of decree 1143, ready to sign.",
}
"""Every command and what it is for; its module is imported only when it is called, so that help comes at once."""


class LazyGroup(click.Group):
    """A group whose commands are modules of this package."""

    def list_commands(self, _: click.Context) -> list[str]:
        """Names of all commands, sorted."""
        return sorted(COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:
        """The command of that name; None if there is none."""
        if cmd_name not in COMMANDS:
            return None
        command: click.Command = import_module(f"wcag_audit.cli.{cmd_name}").command
        return spoken(command, ctx.ensure_object(App).lang)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """The list of commands in the help, without importing any of them."""
        lang = ctx.ensure_object(App).lang
        with formatter.section(translated("Commands", lang)):
            formatter.write_dl([(name, translated(about, lang)) for name, about in sorted(COMMANDS.items())])

    def invoke(self, ctx: click.Context) -> object:
        """Run the command; a reader that went away (`| head`) is told from other trouble with files."""
        try:
            result = super().invoke(ctx)
            sys.stdout.flush()
        except BrokenPipeError:
            ctx.exit(Exit.PIPE_CLOSED)
        return result


@click.group(cls=LazyGroup, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 80})
@common_options
@click.version_option(__version__, prog_name="wcag-audit")
def group() -> None:
    """Audit websites against WCAG 2.2 in a real browser."""


def main(arguments: Sequence[str] | None = None) -> NoReturn:
    """Run the command line and leave with an exit code (docs/cli.md).

    Args:
        arguments: what follows the program's name; None takes them from the process.
    """
    logging.getLogger().addHandler(logging.NullHandler())  # people get sentences, not log lines; --debug shows them
    for stream in (sys.stdout, sys.stderr):
        if isinstance(stream, TextIOWrapper):
            stream.reconfigure(errors="replace")  # a terminal that cannot show a letter must not end an audit
    given = sys.argv[1:] if arguments is None else list(arguments)
    app = App(lang=wished_language(given, user_language(os.environ)))
    speak(app.lang)
    code = _outcome(given, app)
    if code == Exit.PIPE_CLOSED:
        _forget_stdout()
    sys.exit(code)


def _outcome(arguments: list[str], app: App) -> int:
    try:
        code: int | None = spoken(group, app.lang).main(
            arguments, prog_name="wcag-audit", standalone_mode=False, obj=app
        )
    except click.ClickException as error:
        error.show()
        return Exit.WRONG_USE
    except click.Abort:
        app.tell("interrupted")
        return Exit.INTERRUPTED
    except Exception as error:  # noqa: BLE001 - the last one who can say something
        return _explain(error, app)
    return code or Exit.DONE


def _explain(error: Exception, app: App) -> int:
    known = _known(error)
    if app.debug:
        traceback.print_exception(error)
    if isinstance(error, OSError):
        app.tell("system-refused", reason=error.strerror or str(error), path=str(error.filename or "-"))
        return Exit.NOT_DONE
    if known is None:
        reason = f"{type(error).__name__}: {error}".splitlines()[0]
        app.tell("internal-error", reason=reason)
        return Exit.NOT_DONE
    click.echo(f"wcag-audit: {sentence(known.remark, app.lang)}", err=True)
    return known.exit_code


def _known(error: BaseException) -> WcagAuditError | None:
    """The error that has a sentence for people, also from within the groups that parallel work raises."""
    if isinstance(error, WcagAuditError):
        return error
    if isinstance(error, BaseExceptionGroup):
        found = (_known(inner) for inner in error.exceptions)
        return next((inner for inner in found if inner is not None), None)
    return None


def _forget_stdout() -> None:
    """Nobody reads any more: what Python still wants to flush on its way out goes nowhere."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
