"""Help and usage errors are in the person's language, down to the sentences of click itself."""

from __future__ import annotations

import ast
import inspect
import re
from pathlib import Path
from typing import TYPE_CHECKING

import click
import pytest

from wcag_audit.cli.app import App
from wcag_audit.cli.main import COMMANDS, group
from wcag_audit.cli.tongue import _key, _sentences, translated, wished_language
from wcag_audit.model.language import LANGS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from tests.cli.conftest import Cli
    from wcag_audit.model.language import Lang

_MODULES = ("core", "exceptions", "formatting", "parser", "types")
# Sentences for programmers, and of kinds of parameters that no command of ours has.
_NEVER = {
    "Aborted!",
    "Choice({choices})",
    "Name '{name}' defined twice",
    "{value!r} is not a valid UUID.",
    "{name} {filename!r} is not executable.",
    "{value!r} does not match the format {format}.",
    "{value!r} does not match the formats {formats}.",
    "{len_type} values are required, but {len_value} was given.",
    "{len_type} values are required, but {len_value} were given.",
    "{value!r} is not a valid boolean. Recognized values: {states}",
}
_FOR_PROGRAMMERS = re.compile("Arguments take|Boolean option|Could not determine|DeprecationWarning|No options def")
_ELSEWHERE = {
    "[OPTIONS]", "COMMAND [ARGS]...", "Show this message and exit.", "Show the version and exit.", "required",
    "{prog}, version {version}",
}  # fmt: skip


def _of_click() -> set[str]:
    found = set()
    for module in _MODULES:
        tree = ast.parse(Path(click.__file__).with_name(f"{module}.py").read_text("utf-8"))
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id in ("_", "ngettext"):
                found |= {text.value for text in node.args[:2] if isinstance(text, ast.Constant)}
    return {text for text in found if isinstance(text, str) and not _FOR_PROGRAMMERS.match(text)}


def _of_commands() -> Iterator[str]:
    context = click.Context(group, obj=App("en"))
    yield from COMMANDS.values()
    for command in (group, *(group.get_command(context, name) for name in COMMANDS)):
        assert command is not None
        yield from (" ".join(part.split()) for part in re.split(r"\n\s*\n", inspect.cleandoc(command.help or "")))
        yield from (option.help for option in command.params if isinstance(option, click.Option) and option.help)
        yield from (
            parameter.type.name for parameter in command.params if parameter.type.name not in ("choice", "boolean")
        )


def test_every_sentence_of_click_that_a_person_may_meet_is_translated() -> None:
    assert {text for text in _of_click() - _NEVER if _key(text) not in _sentences()} == set()


def test_every_help_text_is_translated_and_no_translation_is_idle() -> None:
    ours = set(_of_commands())
    assert {text for text in ours if text not in _sentences()} == set()
    others = {_key(text) for text in _of_click()} | _ELSEWHERE
    assert set(_sentences()) - ours - others == set()


@pytest.mark.parametrize("lang", ["kk", "ru"])
@pytest.mark.parametrize("name", ["", *sorted(COMMANDS)])
def test_help_has_no_english_left(cli: Cli, lang: Lang, name: str) -> None:
    arguments = [name] if name else []
    told = cli("--lang", lang, *arguments, "--help").stdout
    for english in (
        "Usage",
        "Options",
        "Commands",
        "OPTIONS",
        "COMMAND",
        "ARGS",
        "default:",
        "TEXT",
        "INTEGER",
        "FILE",
    ):
        assert english not in told
    assert not re.search(r"[a-z]{3,} (?:the|of|this|and|is) [a-z]{3,}", told)
    assert max(map(len, told.splitlines())) <= 80


@pytest.mark.parametrize(
    ("arguments", "russian", "kazakh"),
    [
        (["check", "--nowhere"], "Параметра «--nowhere» нет.", "«--nowhere» деген параметр жоқ."),
        (["walk"], "Команды «walk» нет.", "«walk» деген команда жоқ."),
        (["check", "--level", "B"], "не входит в список", "ешқайсысы емес"),
        (["check", "--tabs", "many"], "«many» не подходит, нужно: целое число.", "керегі: бүтін сан."),
        (["check", "--tabs", "99"], "99 не входит в диапазон", "99 мына аралықта емес"),
        (["check", "--urls-from", "nowhere.txt"], "nowhere.txt", "nowhere.txt"),
        (["listen", "https://a.kz"], "Не хватает параметра '--output'.", "Параметр жетіспейді '--output'."),
        (["listen"], "Не хватает аргумента 'URL'.", "Аргумент жетіспейді 'URL'."),
        (["report", "more", "words"], "Лишние аргументы: more words", "Артық аргументтер: more words"),
        (["report", "--wave"], "Параметру «--wave» нужно значение.", "«--wave» параметріне мән керек."),
        (["run", "--resume=yes"], "не принимает значения", "мән берілмейді"),
    ],
)
def test_wrong_use_is_told_in_the_persons_language(cli: Cli, arguments: list[str], russian: str, kazakh: str) -> None:
    for lang, told, error in (("ru", russian, "Ошибка:"), ("kk", kazakh, "Қате:")):
        done = cli("--lang", lang, *arguments)
        assert done.returncode == 2
        assert told in done.stderr
        assert error in done.stderr


def test_lang_counts_wherever_it_stands_and_report_has_its_own() -> None:
    assert wished_language(["check", "--help", "--lang", "kk"], "en") == "kk"
    assert wished_language(["--lang=ru", "check", "--level", "B"], "en") == "ru"
    assert wished_language(["--lang", "xx", "check"], "kk") == "kk"
    assert wished_language(["check", "--lang"], "ru") == "ru"
    assert wished_language(["check", "--", "--lang", "ru"], "en") == "en"
    assert wished_language(["--lang", "ru", "report", "--lang", "kk"], "en") == "ru"


def test_the_locale_chooses_the_language_of_help(cli: Cli) -> None:
    assert "Использование:" in cli("check", "--help", LANGUAGE="", LC_ALL="ru_RU.UTF-8").stdout
    assert "Usage:" in cli("check", "--help", LANGUAGE="", LC_ALL="C.UTF-8").stdout


def test_what_has_no_translation_stays_english() -> None:
    assert [translated("Something new.", lang) for lang in LANGS] == ["Something new."] * 3
