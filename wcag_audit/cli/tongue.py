"""Help and usage errors in the person's language: ours, and those of click.

The English text is the key, as gettext has it. What we say of commands and options stands in English where they are
defined; click's sentences stand in click. `i18n/catalogues/help.toml` and `click.toml` have both in three languages.
"""

from __future__ import annotations

import copy
import inspect
import re
import sys
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, TypeVar

import click

from wcag_audit.i18n.catalogue import read
from wcag_audit.model.language import LANGS

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence

    from wcag_audit.model.language import Lang

_CATALOGUES = ("help.toml", "click.toml")
_CONVERSION = re.compile(r"\{(\w+)!r\}|%\((\w+)\)s")
_OWN_LANG = "report"
"""The command whose --lang chooses the languages of what it writes, not the one it speaks."""

Command = TypeVar("Command", bound=click.Command)


def wished_language(arguments: Sequence[str], default: Lang) -> Lang:
    """The language that --lang names, wherever it stands: errors and help may come before click has read it."""
    found = default
    for place, argument in enumerate(arguments):
        if argument in ("--", _OWN_LANG):
            break
        name, sign, value = argument.partition("=")
        if name == "--lang":
            wanted = value if sign else "".join(arguments[place + 1 : place + 2])
            found = next((lang for lang in LANGS if lang == wanted), found)
    return found


def translated(text: str, lang: Lang) -> str:
    """A sentence with its placeholders as they are; English where there is no other."""
    return _sentences().get(_key(text), {}).get(lang, text)


def speak(lang: Lang) -> None:
    """Let click say its own sentences in a language, from now on.

    Click has no other door: its modules have taken gettext's functions at import, and gettext looks for compiled files
    by the process environment, which the browser would inherit.
    """

    def one(message: str) -> str:
        return translated(message, lang) if lang != "en" else message

    def several(singular: str, plural: str, n: int) -> str:
        return one(singular if n == 1 else plural)

    for name, module in list(sys.modules.items()):
        if name.startswith("click.") and hasattr(module, "_"):
            module._ = one  # type: ignore[attr-defined]
            if hasattr(module, "ngettext"):
                module.ngettext = several  # type: ignore[attr-defined]


def spoken(command: Command, lang: Lang) -> Command:
    """A copy of a command whose help is in a language."""
    said = copy.copy(command)
    said._help_option = None  # noqa: SLF001 - click keeps it in the language in which it was first made
    if said.help:
        paragraphs = re.split(r"\n\s*\n", inspect.cleandoc(said.help))
        said.help = "\n\n".join(translated(" ".join(text.split()), lang) for text in paragraphs)
    said.options_metavar = translated(said.options_metavar or "", lang)
    if isinstance(said, click.Group):
        said.subcommand_metavar = translated(said.subcommand_metavar, lang)
    said.params = [_parameter(parameter, lang) for parameter in command.params]
    return said


def _parameter(parameter: click.Parameter, lang: Lang) -> click.Parameter:
    said = copy.copy(parameter)
    said.type = copy.copy(said.type)
    said.type.name = translated(said.type.name, lang)
    if isinstance(said, click.Option) and said.help:
        said.help = translated(said.help, lang)
    return said


@cache
def _sentences() -> Mapping[str, Mapping[Lang, str]]:
    """Templates in three languages by their English."""
    folder = files("wcag_audit.i18n").joinpath("catalogues")
    found: dict[str, Mapping[Lang, str]] = {}
    for catalogue in (read(folder.joinpath(name)) for name in _CATALOGUES):
        for key in catalogue.keys:
            found[catalogue.template(key, "en")] = {lang: catalogue.template(key, lang) for lang in LANGS}
    return found


def _key(text: str) -> str:
    """English as catalogues have it: placeholders as bare names."""
    return _CONVERSION.sub(lambda match: f"{{{match[1] or match[2]}}}", text)
