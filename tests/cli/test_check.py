"""`wcag-audit check` against the sample portal, in a process of its own and a real browser."""

from __future__ import annotations

import json
import os
import re
import signal
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from jsonschema import Draft202012Validator
from rich.cells import cell_len

from wcag_audit.standards.wcag import CRITERIA, Level

if TYPE_CHECKING:
    from conftest import Cli, Done

    from wcag_audit.sample_portal import SamplePortal

pytestmark = pytest.mark.browser
QUICK = ("check", "--allow-private", "--profile", "quick")
_SCHEMA = json.loads(Path(__file__).parents[2].joinpath("docs", "check.schema.json").read_text("utf-8"))
_ADDRESS = re.compile(r"\s*(→ )?https?://\S+")


@pytest.fixture(scope="module")
def addresses(portal: SamplePortal) -> list[str]:
    origin = portal.url
    return [
        f"{origin}/kk/",
        f"{origin.replace('http', 'HTTP')}/ru/#top",
        "example.kz",
        f"{origin}/no-such-page",
        "http://no-such-host.invalid/",
        f"{origin}/assets/docs/buiryq-17.pdf",
        f"{origin}/kk/",
    ]


@pytest.fixture(scope="module")
def run(cli: Cli, addresses: list[str]) -> Done:
    return cli(*QUICK, "--urls-from", "-", "--format", "jsonl", stdin="\n".join(addresses))


@pytest.fixture(scope="module")
def pages(run: Done) -> list[dict[str, Any]]:
    return [json.loads(line) for line in run.stdout.splitlines()]


def test_there_is_one_line_per_address_in_the_order_given(pages: list[dict[str, Any]], addresses: list[str]) -> None:
    assert [page["url"] for page in pages] == addresses


def test_every_line_fits_the_published_schema(pages: list[dict[str, Any]]) -> None:
    validator = Draft202012Validator(_SCHEMA)
    for page in pages:
        validator.validate(page)


def test_every_address_has_a_fate(pages: list[dict[str, Any]]) -> None:
    expected = ["audited", "audited", "not-web-content", "http-error", "dns", "document", "audited"]
    assert [page["status"] for page in pages] == expected
    assert pages[3]["http_status"] == 404
    assert pages[4]["http_status"] is None


def test_a_page_that_was_reached_has_findings_and_verdicts(pages: list[dict[str, Any]]) -> None:
    page = pages[0]
    banner = next(finding for finding in page["findings"] if finding["target"]["selector"] == "img.banner")
    assert banner["rule"] == "axe-image-alt"
    assert banner["outcome"] == "failed"
    assert banner["criteria"] == ["1.1.1"]
    assert banner["engine"] == "axe-core"
    assert page["verdicts"]["1.1.1"] == "failed"
    assert page["lang"] == "kk"


def test_the_same_address_given_twice_is_found_the_same_twice(pages: list[dict[str, Any]]) -> None:
    assert pages[0]["findings"] == pages[6]["findings"]


def test_definite_failures_are_exit_code_1_and_what_was_not_reached_is_told(run: Done) -> None:
    assert run.returncode == 1
    assert "line 3" in run.stderr
    assert "4 addresses could not be audited" in run.stderr


def test_best_practice_is_told_only_when_asked_for(cli: Cli, portal: SamplePortal, pages: list[dict[str, Any]]) -> None:
    assert all(finding["criteria"] for page in pages for finding in page["findings"])
    done = cli(
        *QUICK, "--best-practices", "--format", "jsonl", *(f"{portal.url}/{lang}/" for lang in ("kk", "ru", "en"))
    )
    findings = [finding for line in done.stdout.splitlines() for finding in json.loads(line)["findings"]]
    Draft202012Validator(_SCHEMA).validate(json.loads(done.stdout.splitlines()[0]))
    assert any(finding["criteria"] for finding in findings)


def test_a_level_leaves_out_findings_above_it(cli: Cli, portal: SamplePortal) -> None:
    done = cli(*QUICK, "--level", "A", "--format", "jsonl", f"{portal.url}/kk/")
    findings = json.loads(done.stdout)["findings"]
    assert findings
    assert all(any(CRITERIA[number].level is Level.A for number in finding["criteria"]) for finding in findings)


def test_the_document_holds_versions_and_the_same_pages(
    cli: Cli, portal: SamplePortal, pages: list[dict[str, Any]], tmp_path: Path
) -> None:
    file = tmp_path / "result.json"
    done = cli(*QUICK, "--format", "json", "--output", str(file), f"{portal.url}/kk/")
    assert done.stdout == ""
    document = json.loads(file.read_text("utf-8"))
    Draft202012Validator({**_SCHEMA, "$ref": "#/$defs/document"}).validate(document)
    assert re.fullmatch(r"[0-9a-f]{64}", document["versions"]["axe_hash"])
    assert document["pages"][0]["findings"] == pages[0]["findings"]


@pytest.mark.parametrize(("arguments", "code"), [(["--fail-on", "never"], 0), (["--fail-on", "A"], 1)])
def test_the_gate_goes_by_its_level(cli: Cli, portal: SamplePortal, arguments: list[str], code: int) -> None:
    assert cli(*QUICK, *arguments, f"{portal.url}/kk/").returncode == code


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("kk", ["Бұзушылықтар: A", "Неге маңызды:", "Қалай түзетуге болады:", "бұл сәйкестікті білдірмейді"]),
        ("ru", ["Нарушения: A", "Почему это важно:", "Как исправить:", "не означает соответствия"]),
        ("en", ["Failures: A", "Why:", "Fix:", "is not conformance"]),
    ],
)
def test_text_is_in_the_language_and_fits_80_columns(
    cli: Cli, portal: SamplePortal, lang: str, words: list[str]
) -> None:
    addresses = [f"{portal.url}/{page}" for page in ("kk/", "ru/", "kk/registry/", "en/contacts.html", "nope")]
    done = cli("--lang", lang, *QUICK, *addresses, COLUMNS="200")
    text = " ".join(done.stdout.split())
    assert all(word in text for word in words)
    assert "\x1b" not in done.stdout
    wide = [line for line in done.stdout.splitlines() if cell_len(line) > 80 and not _ADDRESS.fullmatch(line)]
    assert wide == []


@pytest.mark.parametrize(
    ("lang", "words"),
    [
        ("kk", ["Тек нашар көретіндерге арналған нұсқада.", "қосылған күйінде де тексерілді."]),
        ("ru", ["Только в версии для слабовидящих.", "при включённой версии для слабовидящих."]),
        ("en", ["Only in the version for the visually impaired.", "version for the visually impaired switched on."]),
    ],
)
def test_text_tells_what_only_the_special_version_has(
    cli: Cli, portal: SamplePortal, lang: str, words: list[str]
) -> None:
    done = cli("--lang", lang, "check", "--allow-private", f"{portal.url}/kk/low-vision.html", COLUMNS="200")
    text = " ".join(done.stdout.split())
    assert [word for word in words if word not in text] == []
    assert "button.lv-reset" in text
    wide = [line for line in done.stdout.splitlines() if cell_len(line) > 80 and not _ADDRESS.fullmatch(line)]
    assert wide == []


def test_a_private_address_is_refused_and_told_how_to_allow_it(cli: Cli, portal: SamplePortal) -> None:
    done = cli("check", "--profile", "quick", f"{portal.url}/kk/")
    assert done.returncode == 3
    assert "--allow-private" in done.stdout
    assert "No page could be audited" in done.stderr


def test_a_file_that_is_no_axe_is_told_before_any_page_is_opened(
    cli: Cli, portal: SamplePortal, tmp_path: Path
) -> None:
    fake = tmp_path / "axe.js"
    fake.write_text("alert(1)", "utf-8")
    before = len(portal.requests)
    done = cli(*QUICK, "--format", "json", "--axe", str(fake), f"{portal.url}/kk/")
    assert (done.returncode, done.stdout) == (2, "")
    assert "not an axe-core release" in done.stderr
    assert len(portal.requests) == before


def test_an_output_that_cannot_be_written_is_wrong_use(cli: Cli, portal: SamplePortal, tmp_path: Path) -> None:
    done = cli(*QUICK, "--output", str(tmp_path / "no" / "such" / "folder"), f"{portal.url}/kk/")
    assert done.returncode == 2
    assert done.stderr.count("\n") == 1


def test_lines_come_while_later_pages_are_still_open_and_survive_ctrl_c(portal: SamplePortal) -> None:
    """Many addresses; after the first line the program is interrupted as a terminal does it, with its whole group."""
    command = [sys.executable, "-m", "wcag_audit", "--lang", "en", *QUICK, "--urls-from", "-", "--format", "jsonl"]
    pipe = subprocess.PIPE
    with subprocess.Popen(  # noqa: S603 - our own program
        command, stdin=pipe, stdout=pipe, stderr=pipe, encoding="utf-8", start_new_session=True
    ) as process:
        assert process.stdin and process.stdout and process.stderr  # noqa: PT018 - for the type checker
        process.stdin.write(f"{portal.url}/kk/\n" * 400)
        process.stdin.close()
        first = process.stdout.readline()
        os.killpg(process.pid, signal.SIGINT)
        rest, told = process.stdout.read(), process.stderr.read()
    assert process.returncode == 130
    lines = [first, *rest.splitlines()]
    assert 1 <= len(lines) < 400
    assert all(json.loads(line)["url"] for line in lines)
    assert f"{len(lines)} of 400 pages are done" in told
    assert "Traceback" not in told
