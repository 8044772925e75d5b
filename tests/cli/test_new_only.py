"""A pipeline that stops only at what is new, and at nothing that somebody answers for until a day."""

from __future__ import annotations

import json
import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from jsonschema import Draft202012Validator

from wcag_audit.sample_portal import SamplePortal, portal_folder

if TYPE_CHECKING:
    from conftest import Cli

pytestmark = pytest.mark.browser
_SCHEMA = json.loads(Path(__file__).parents[2].joinpath("docs", "check.schema.json").read_text("utf-8"))
_CHECK = ("check", "--allow-private", "--profile", "quick")
_MAIN = '<main id="main" tabindex="-1">'


@pytest.fixture(scope="module")
def site(cli: Cli, tmp_path_factory: pytest.TempPathFactory) -> Any:
    """The English contact page with its known fault (a nameless search button), before and after a change."""
    folder = tmp_path_factory.mktemp("site")
    shutil.copytree(portal_folder(), folder / "portal")
    with SamplePortal(folder / "portal") as served:
        address = f"{served.url}/en/contacts.html"
        before = cli(*_CHECK, "--format", "json", "--output", str(folder / "before.json"), address)
        assert before.returncode == 1
        yield folder, address


def test_what_was_there_before_stops_nothing_and_what_is_new_does(cli: Cli, site: tuple[Path, str]) -> None:
    folder, address = site
    against = ("--baseline", str(folder / "before.json"))
    same = cli(*_CHECK, *against, address)
    assert same.returncode == 0
    assert "Known failures (1 place):" in same.stdout
    assert "Against the baseline: 0 new, 1 known." in same.stdout
    assert "Failures: A 1," in same.stdout  # it is still told as a failure

    page = folder / "portal" / "en" / "contacts.html"
    text = page.read_text("utf-8")
    page.write_text(text.replace(_MAIN, f'{_MAIN}<p><img src="/assets/img/spring.jpg"></p>'), "utf-8")
    try:
        changed = cli(*_CHECK, *against, "--format", "jsonl", address)
    finally:
        page.write_text(text, "utf-8")
    assert changed.returncode == 1
    record = json.loads(changed.stdout)
    Draft202012Validator(_SCHEMA).validate(record)
    failed = {item["rule"]: item["baseline"] for item in record["findings"] if item["outcome"] == "failed"}
    assert failed["axe-image-alt"] == "new"
    assert failed["control-has-name"] == "known"


def test_an_accepted_exception_is_shown_with_reason_and_owner_and_stops_nothing(
    cli: Cli, site: tuple[Path, str], tmp_path: Path
) -> None:
    _, address = site
    entry = "rule: control-has-name, selector: form > button, reason: The search is replaced., owner: Digital office"
    file = tmp_path / "exceptions.yml"
    file.write_text(f"exceptions:\n  - {{site: 127.0.0.1, {entry}, expires: 2199-12-31}}\n", "utf-8")
    told = cli(*_CHECK, address, cwd=tmp_path)
    assert "Failures accepted as exceptions (1 place):" in told.stdout
    whole = " ".join(told.stdout.split())
    assert "Reason: The search is replaced. Owner: Digital office. Last day: 31 December 2199." in whole
    assert "Failures: A 1," in told.stdout
    assert all(len(line) <= 80 for line in told.stdout.splitlines() if "http" not in line)
    assert told.returncode == 0

    record = json.loads(cli(*_CHECK, "--exceptions", str(file), "--format", "jsonl", address).stdout)
    Draft202012Validator(_SCHEMA).validate(record)
    excepted = [item["excepted"] for item in record["findings"] if "excepted" in item]
    assert excepted == [{"reason": "The search is replaced.", "owner": "Digital office", "expires": "2199-12-31"}]
    assert record["verdicts"]["4.1.2"] == "failed"  # an exception changes no verdict

    file.write_text(f"exceptions:\n  - {{site: 127.0.0.1, {entry}, expires: 2020-12-31}}\n", "utf-8")
    expired = cli(*_CHECK, address, cwd=tmp_path)
    assert expired.returncode == 1
    assert "line 2: the exception for 127.0.0.1 held until 31 December 2020" in expired.stderr


def test_a_wrong_file_is_told_before_anything_is_opened(cli: Cli, tmp_path: Path) -> None:
    (tmp_path / "exceptions.yml").write_text("exceptions:\n  - {site: a}\n", "utf-8")
    done = cli("check", "http://127.0.0.1:9/", cwd=tmp_path)
    assert done.returncode == 2
    assert "exceptions.yml:2: exception no. 1" in done.stderr
    assert done.stdout == ""
