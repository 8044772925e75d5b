"""What every command has at hand: the person's language, sentences in it, and the options that all commands share."""

from __future__ import annotations

import logging
import sys
from dataclasses import dataclass
from enum import IntEnum
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar

import click
from rich.console import Console

from wcag_audit.i18n.catalogue import read
from wcag_audit.i18n.remarks import spoken
from wcag_audit.model.language import LANGS, Lang

if TYPE_CHECKING:
    from collections.abc import Callable

    from wcag_audit.i18n.catalogue import Catalogue, Value

STORE = Path("reports", "audit.db")
"""The database of waves unless told otherwise."""
TEXT_WIDTH = 80
_WIDEST = 100

Decorated = TypeVar("Decorated", bound="Callable[..., Any] | click.Command")


class Exit(IntEnum):
    """Exit codes (docs/cli.md)."""

    DONE = 0
    FINDINGS = 1
    WRONG_USE = 2
    NOT_DONE = 3
    INTERRUPTED = 130
    PIPE_CLOSED = 141


@dataclass(slots=True)
class App:
    """Attributes: lang: of everything that is said to the person; debug: whether errors show where they arose."""

    lang: Lang = "en"
    debug: bool = False

    def say(self, key: str, **values: Value) -> str:
        """The sentence with that key in the person's language (i18n/catalogues/cli.toml)."""
        return texts().say(key, self.lang, **{name: spoken(value, self.lang) for name, value in values.items()})

    def tell(self, key: str, **values: Value) -> None:
        """Print a sentence about the work itself; standard output is kept for results."""
        click.echo(self.say(key, **values), err=True)


@cache
def texts() -> Catalogue:
    """The sentences of the command line."""
    return read(files("wcag_audit.i18n").joinpath("catalogues", "cli.toml"))


class PlainConsole(Console):
    """Prints what it is given: nothing in square brackets is markup, and no exit codes of its own."""

    def __init__(self, **options: Any) -> None:
        """Options of rich's Console."""
        super().__init__(highlight=False, markup=False, emoji=False, **options)

    def on_broken_pipe(self) -> None:
        """Leave it to main: rich would end with code 1, which says "findings" here."""
        raise BrokenPipeError


def console(*, err: bool = False) -> Console:
    """Where people read: coloured and as wide as the terminal, but never too wide to read; plain at 80 elsewhere."""
    stream = sys.stderr if err else sys.stdout
    made = PlainConsole(file=stream)
    made.width = min(made.width, _WIDEST) if made.is_terminal else TEXT_WIDTH
    return made


def common_options(command: Decorated) -> Decorated:
    """Add --lang and --debug, which may stand before or after the name of the command."""
    return debug_option(lang_option(command))


def lang_option(command: Decorated) -> Decorated:
    """Add --lang: the language of what is said to the person."""

    def keep(ctx: click.Context, _: click.Parameter, value: Lang | None) -> None:
        if value:
            ctx.ensure_object(App).lang = value

    option = click.option(
        "--lang",
        type=click.Choice(LANGS),
        expose_value=False,
        is_eager=True,
        callback=keep,
        help="Language of the output; by default that of your locale.",
    )
    return option(command)


def debug_option(command: Decorated) -> Decorated:
    """Add --debug: errors then show where in the program they arose."""

    def keep(ctx: click.Context, _: click.Parameter, value: bool) -> None:
        if value:
            ctx.ensure_object(App).debug = True
            logging.basicConfig(level=logging.INFO, force=True)

    option = click.option(
        "--debug",
        is_flag=True,
        expose_value=False,
        is_eager=True,
        callback=keep,
        help="Show where in the program an error arose.",
    )
    return option(command)


def exceptions_option(command: Decorated) -> Decorated:
    """Add --exceptions: the file of accepted exceptions."""
    option = click.option(
        "--exceptions",
        "exceptions_path",
        type=click.Path(path_type=Path, dir_okay=False),
        help="File of accepted exceptions; ./exceptions.yml if it is there.",
    )
    return option(command)


def audit_options(command: Decorated) -> Decorated:
    """Add the options of everything that audits: --level, --profile, --tabs, --contact."""
    options = (
        click.option(
            "--level",
            type=click.Choice(["A", "AA", "AAA"]),
            default="AAA",
            show_default=True,
            help="Leave out criteria above this level.",
        ),
        click.option(
            "--profile",
            type=click.Choice(["quick", "full"]),
            default="full",
            show_default=True,
            help="quick: the page at rest; full: also keyboard, zoom and text spacing.",
        ),
        click.option("--tabs", type=click.IntRange(0, 32), default=0, help="Pages open at once; 0 goes by the cores."),
        click.option("--contact", default="", help="An address that site owners can write to; sent to the sites."),
    )
    for option in reversed(options):
        command = option(command)
    return command
