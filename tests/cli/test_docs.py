"""docs/cli.md says everything that the command line can do, and nothing that it cannot."""

from __future__ import annotations

import re
import shlex
from pathlib import Path

import click
import pytest

from wcag_audit.cli.app import App, Exit
from wcag_audit.cli.main import COMMANDS, group

_PAGE = Path(__file__).parents[2].joinpath("docs", "cli.md").read_text("utf-8")
_SECTIONS = dict(re.findall(r"^## (\S+)\n(.*?)(?=^## |\Z)", _PAGE, re.MULTILINE | re.DOTALL))
_EXAMPLES = [
    line for block in re.findall(r"```sh\n(.*?)```", _PAGE, re.DOTALL) for line in block.splitlines() if line.strip()
]
_SHARED = {"--lang", "--debug", "--help"}
_OPTION = re.compile(r"--[a-z][a-z-]*")


def _options(name: str) -> set[str]:
    command = group.get_command(click.Context(group), name)
    assert command is not None
    return {option for parameter in command.params for option in parameter.opts if option.startswith("--")} - _SHARED


def test_every_command_has_a_section_and_stands_in_the_table() -> None:
    assert set(_SECTIONS) >= set(COMMANDS)
    for name in COMMANDS:
        assert f"| [`{name}`](#{name}) |" in _PAGE


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_option_is_in_the_section_of_its_command(name: str) -> None:
    listed = set(_OPTION.findall(" ".join(re.findall(r"^\* (.*?): ", _SECTIONS[name], re.MULTILINE)))) - _SHARED
    assert listed == _options(name)


@pytest.mark.parametrize("example", _EXAMPLES)
def test_every_example_is_understood(example: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    (tmp_path / "addresses.txt").write_text("https://egov.kz/kk\n", "utf-8")
    program, *arguments = shlex.split(example)
    assert program == "wcag-audit"
    with group.make_context("wcag-audit", arguments, obj=App()) as context:
        rest = [*context._protected_args, *context.args]
        name, command, rest = group.resolve_command(context, rest)
        assert command is not None
        with command.make_context(name, rest, parent=context):
            pass


def test_every_exit_code_is_explained() -> None:
    assert [int(code) for code in re.findall(r"^\| (\d+) \|", _PAGE, re.MULTILINE)] == [int(code) for code in Exit]
