"""The frame around all commands: help, languages, errors, exit codes."""

from __future__ import annotations

import logging
import subprocess
import sys
from types import ModuleType
from typing import TYPE_CHECKING

import click
import pytest

from wcag_audit import __version__
from wcag_audit.cli import main
from wcag_audit.cli.main import COMMANDS, group
from wcag_audit.errors import NoBrowserError, UsageError

if TYPE_CHECKING:
    from collections.abc import Iterator

    from conftest import Cli


def _run(command: list[str]) -> subprocess.CompletedProcess[str]:
    return subprocess.run(command, capture_output=True, text=True, check=False)  # noqa: S603 - our own program


def _python(program: str) -> subprocess.CompletedProcess[str]:
    return _run([sys.executable, "-c", program])


def test_help_names_every_command_and_imports_none_of_them() -> None:
    program = (
        "import sys\nfrom wcag_audit.cli import main\n"
        "try:\n    main(['--help'])\nexcept SystemExit as end:\n    assert not end.code\n"
        "assert not {'playwright', 'httpx', 'jinja2', 'sqlite_utils'} & sys.modules.keys()\n"
    )
    done = _python(program)
    assert done.returncode == 0, done.stderr
    assert all(name in done.stdout for name in COMMANDS)


@pytest.mark.parametrize("name", sorted(COMMANDS))
def test_every_command_explains_itself(name: str) -> None:
    context = click.Context(group)
    command = group.get_command(context, name)
    assert command is not None
    assert command.name == name
    assert command.help
    assert all(
        option.help or option.name in {"form", "store_path"}
        for option in command.params[1:]
        if option.opts[0].startswith("--")
    )


def test_the_version_is_that_of_the_package(cli: Cli) -> None:
    assert __version__ in cli("--version").stdout


@pytest.mark.parametrize(
    "arguments", [["no-such-command"], ["check", "--no-such-option"], ["check", "--format", "xml"]]
)
def test_wrong_use_is_exit_code_2(cli: Cli, arguments: list[str]) -> None:
    done = cli(*arguments)
    assert done.returncode == 2
    assert "Error:" in done.stderr
    assert not done.stdout


@pytest.mark.parametrize("where", ["before", "after"])
def test_the_language_may_be_named_before_and_after_the_command(cli: Cli, where: str) -> None:
    arguments = ["--lang", "kk", "rules"] if where == "before" else ["rules", "--lang", "kk"]
    assert "Өлшемшарт" in cli(*arguments).stdout


def test_the_locale_chooses_the_language(cli: Cli) -> None:
    assert "Критерий" in cli("rules", LANGUAGE="", LC_ALL="ru_RU.UTF-8").stdout


@pytest.fixture
def own_logging() -> Iterator[None]:
    """`--debug` turns the whole process's log on; later tests of the same worker would write into closed streams."""
    root = logging.getLogger()
    handlers, level = root.handlers[:], root.level
    yield
    root.handlers[:] = handlers
    root.setLevel(level)


def _with_command(monkeypatch: pytest.MonkeyPatch, error: BaseException) -> None:
    @click.command("rules")
    def command() -> None:
        raise error

    module = ModuleType("wcag_audit.cli.rules")
    module.command = command  # type: ignore[attr-defined]
    monkeypatch.setitem(sys.modules, "wcag_audit.cli.rules", module)


def _outcome(capsys: pytest.CaptureFixture[str], *arguments: str) -> tuple[int, str]:
    with pytest.raises(SystemExit) as end:
        main([*arguments, "rules"])
    return int(end.value.code or 0), capsys.readouterr().err


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (UsageError("This is wrong; do that."), 2),
        (NoBrowserError("This is wrong; do that."), 3),
        (ExceptionGroup("parallel work", [ValueError("x"), NoBrowserError("This is wrong; do that.")]), 3),
    ],
)
def test_an_expected_error_is_its_sentence_and_its_exit_code(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str], error: BaseException, code: int
) -> None:
    _with_command(monkeypatch, error)
    assert _outcome(capsys) == (code, "wcag-audit: This is wrong; do that.\n")


def test_an_unexpected_error_is_one_line_that_says_what_to_do(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    _with_command(monkeypatch, ZeroDivisionError("division by zero"))
    code, said = _outcome(capsys, "--lang", "en")
    assert code == 3
    assert said.count("\n") == 1
    assert "internal error: ZeroDivisionError: division by zero" in said
    assert "--debug" in said


@pytest.mark.usefixtures("own_logging")
def test_debug_shows_where_an_error_arose(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    _with_command(monkeypatch, ZeroDivisionError("division by zero"))
    _, said = _outcome(capsys, "--debug")
    assert "Traceback" in said


def test_a_full_disk_is_one_line_and_no_internal_error(
    monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
) -> None:
    _with_command(monkeypatch, OSError(28, "No space left on device", "reports/audit.db"))
    code, said = _outcome(capsys, "--lang", "en")
    assert code == 3
    assert "No space left on device (reports/audit.db)" in said
    assert "internal error" not in said


def test_interruption_is_exit_code_130(monkeypatch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]) -> None:
    _with_command(monkeypatch, KeyboardInterrupt())
    code, said = _outcome(capsys)
    assert code == 130
    assert "Traceback" not in said


def test_a_reader_that_goes_away_is_no_trouble() -> None:
    command = f"{sys.executable} -m wcag_audit rules | head -c 1 | wc -c; echo ${{PIPESTATUS[0]}}"
    done = _run(["/bin/bash", "-c", command])
    assert done.stdout.split()[0] == "1"
    # The list fits into the pipe's buffer on most systems; a writer that met the closed pipe says 141.
    assert done.stdout.split()[1] in {"0", "141"}
    assert not done.stderr


def test_a_writer_that_meets_a_closed_pipe_ends_quietly() -> None:
    program = (
        "import os, sys\nfrom wcag_audit.cli import main\n"
        "read, write = os.pipe()\nos.close(read)\nos.dup2(write, 1)\nmain(['rules'])\n"
    )
    done = _python(program)
    assert done.returncode == 141
    assert not done.stderr
