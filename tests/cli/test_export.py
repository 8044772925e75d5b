"""`wcag-audit export`, and the formats of other tools that `check` writes."""

from __future__ import annotations

import json
import shlex
from pathlib import Path
from typing import TYPE_CHECKING

import pytest
from click.testing import CliRunner
from junitparser import JUnitXml

from tests.report import made_up_wave
from wcag_audit.cli.app import App
from wcag_audit.cli.main import group

if TYPE_CHECKING:
    from click.testing import Result

    from tests.cli.conftest import Cli
    from wcag_audit.sample_portal import SamplePortal


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Path:
    path = tmp_path_factory.mktemp("cli-export") / "audit.db"
    made_up_wave.fill(path, pages=3).close()
    return path


def call(*arguments: object) -> Result:
    return CliRunner().invoke(group, [str(argument) for argument in arguments], obj=App())


def test_all_formats_stand_beside_the_report_and_the_metadata_beside_the_database(database: Path) -> None:
    result = call("--lang", "ru", "export", "--store", database)
    assert result.exit_code == 0, result.output
    folder = database.parent / "2026-11-20" / "exports"
    assert {path.name for path in folder.iterdir()} == {"xlsx", "csv", "json", "earl", "sarif", "junit", "openacr"}
    files = sum(path.is_file() for path in folder.rglob("*"))
    assert f"Экспорт готов: {folder} (файлов: {files})" in result.output
    told = shlex.split(result.output.splitlines()[-1].partition(": ")[2])
    assert told == ["datasette", str(database), "--metadata", str(database.with_name("metadata.json"))]
    assert "audit" in json.loads(Path(told[-1]).read_text("utf-8"))["databases"]


def test_one_body_and_one_format_go_where_they_are_wanted(database: Path, tmp_path: Path) -> None:
    wanted = ("--body", "pastures", "--format", "sarif", "--output", tmp_path / "out")
    result = call("export", "--wave", "2026-11-20", "--store", database, *wanted)
    assert result.exit_code == 0, result.output
    files = [path.relative_to(tmp_path) for path in tmp_path.rglob("*") if path.is_file()]
    assert files == [Path("out", "sarif", "pastures-portal.sarif")]


def test_the_metadata_alone_can_go_to_a_file_of_its_own(database: Path, tmp_path: Path) -> None:
    path = tmp_path / "described.json"
    assert call("export", "--store", database, "--format", "datasette", "--output", path).exit_code == 0
    assert [file.name for file in tmp_path.iterdir()] == ["described.json"]


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (("--body", "nobody"), "pastures, abay-akimat"),
        (("--wave", "1999"), "2026-11-20"),
        (("--format", "docx"), "xlsx"),
    ],
)
def test_what_is_not_there_is_told_with_what_there_is(
    arguments: tuple[str, ...], told: str, cli: Cli, database: Path
) -> None:
    done = cli("export", "--store", str(database), *arguments)
    assert done.returncode == 2
    assert told in done.stderr
    assert "Traceback" not in done.stderr


def test_metadata_of_somebody_else_is_left_alone(cli: Cli, database: Path, tmp_path: Path) -> None:
    path = tmp_path / "metadata.json"
    path.write_text('{"title": "mine"}', "utf-8")
    done = cli("export", "--store", str(database), "--format", "datasette", "--output", str(path))
    assert done.returncode == 2
    assert str(path) in done.stderr
    assert path.read_text("utf-8") == '{"title": "mine"}'


@pytest.mark.browser
def test_check_writes_the_formats_of_pipelines(cli: Cli, portal: SamplePortal, tmp_path: Path) -> None:
    addresses = (f"{portal.url}/kk/", f"{portal.url}/nowhere.html")
    for form in ("sarif", "earl", "junit", "html"):
        path = tmp_path / form
        quick = ("--profile", "quick", "--allow-private", "--fail-on", "never")
        done = cli("--lang", "kk", "check", *quick, "--format", form, "--output", str(path), *addresses)
        assert done.returncode == 0, done.stderr
    (run,) = json.loads((tmp_path / "sarif").read_text("utf-8"))["runs"]
    assert (run["language"], run["automationDetails"]["id"]) == ("kk", "check")
    assert len(run["invocations"][0]["toolExecutionNotifications"]) == 1
    subjects = [node for node in json.loads((tmp_path / "earl").read_text("utf-8"))["@graph"] if "assertions" in node]
    assert [node["@id"] for node in subjects] == list(addresses)
    audited, missed = JUnitXml.fromfile(str(tmp_path / "junit"))
    assert audited.tests > 20
    assert missed.errors == 1
    html = (tmp_path / "html").read_text("utf-8")
    assert html.startswith('<!doctype html>\n<html lang="kk">')
    assert html.count("<section") == 2
