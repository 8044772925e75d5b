"""`wcag-audit doctor`: what is missing on this machine, in plain words, and how to get it."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import click
from rich.table import Table
from rich.text import Text

from wcag_audit.cli.app import App, Exit, common_options, console
from wcag_audit.cli.checkup import Check, examine

if TYPE_CHECKING:
    from collections.abc import Sequence

_MARKS = {"good": "✓", "optional": "–", "bad": "✗"}
_COLOURS = {"good": "green", "optional": "yellow", "bad": "red"}


@click.command("doctor")
@click.option("--network", metavar="ADDRESS", help="Also try to reach this web address.")
@common_options
@click.pass_context
def command(ctx: click.Context, network: str | None) -> None:
    """Say what is missing on this machine and how to get it."""
    app = ctx.ensure_object(App)
    checks = asyncio.run(examine(app, network))
    _show(app, checks)
    bad = sum(check.state == "bad" for check in checks)
    click.echo(app.say("doctor.ill", n=bad) if bad else app.say("doctor.well"))
    ctx.exit(Exit.NOT_DONE if bad else Exit.DONE)


def _show(app: App, checks: Sequence[Check]) -> None:
    table = Table(box=None, show_header=False, padding=(0, 2, 0, 0))
    table.add_column(no_wrap=True)
    table.add_column(max_width=24)
    table.add_column(overflow="fold")
    for check in checks:
        mark = app.say(f"doctor.state.{check.state}")
        sign = Text(f"{_MARKS[check.state]} {mark}", style=_COLOURS[check.state])
        table.add_row(sign, app.say(f"doctor.{check.name}.name"), Text(check.said))
    console().print(table)
