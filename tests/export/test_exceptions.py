"""Accepted exceptions in the exports of a wave: told with reason, owner and last day, and still failures."""

from __future__ import annotations

import csv
import json
from datetime import date
from typing import TYPE_CHECKING, Any

import openpyxl
import pytest
from junitparser import JUnitXml, Skipped
from ruamel.yaml import YAML

from tests.export.conftest import PORTAL
from wcag_audit.accepted import Acceptances
from wcag_audit.audit import Lives
from wcag_audit.export import Format, WaveExport
from wcag_audit.model.accepted import AcceptedException
from wcag_audit.model.kind import Kind, kind_of

if TYPE_CHECKING:
    from pathlib import Path

    from wcag_audit.store import IssueRow, Store

_REASON, _OWNER, _UNTIL = "redesign \u202e<b>", "A. Owner", date(2027, 3, 1)


@pytest.fixture(scope="module")
def issue(store: Store) -> IssueRow:
    """The failure that is borne: the one that stands first."""
    return next(row for row in store.issues(1, PORTAL) if kind_of(row.finding) is Kind.PROVEN)


@pytest.fixture(scope="module")
def folder(store: Store, issue: IssueRow, tmp_path_factory: pytest.TempPathFactory) -> Path:
    exception = AcceptedException(PORTAL, issue.fingerprint, "", "", _REASON, _OWNER, _UNTIL)
    accepted = Acceptances((exception,), date(2026, 12, 1))
    folder, wave = tmp_path_factory.mktemp("borne"), store.wave(1)
    work = WaveExport(store, wave, folder, "en", history=Lives(store, wave, accepted), accepted=accepted)
    list(work.write([body for body in store.register(1).bodies if body.id == "pastures"], Format))
    return folder


def test_the_workbook_shows_exception_and_people_beside_the_issue(folder: Path, issue: IssueRow) -> None:
    head, *rows = openpyxl.load_workbook(folder / "xlsx" / "pastures.xlsx").worksheets[1].iter_rows(values_only=True)
    named = [dict(zip(head, row, strict=True)) for row in rows]
    (borne,) = [row for row in named if row["Excepted until"]]
    assert borne["Fingerprint"] == issue.fingerprint
    assert borne["Kind"] == "Proven failure"
    shown = (borne["Excepted until"], borne["Reason of the exception"], borne["Owner of the exception"])
    assert shown == ("2027-03-01", "redesign [U+202E]<b>", _OWNER)
    assert "Blind people" in borne["Whom it hits"]
    assert borne["Order of repair"] > 0
    assert borne["Component"]


@pytest.mark.parametrize("form", ["csv", "json"])
def test_the_tables_have_the_exception(folder: Path, issue: IssueRow, form: str) -> None:
    path = folder / form / f"issues.{form}"
    rows: list[dict[str, Any]]
    if form == "csv":
        with path.open(encoding="utf-8-sig", newline="") as file:
            rows = list(csv.DictReader(file))
    else:
        rows = json.loads(path.read_text(encoding="utf-8"))
    (borne,) = [row for row in rows if row["excepted_until"]]
    assert (borne["fingerprint"], borne["excepted_owner"]) == (issue.fingerprint, _OWNER)
    assert borne["kind"] == "failures"
    assert all(row["life"] for row in rows)


def test_sarif_suppresses_it(folder: Path, issue: IssueRow) -> None:
    log = json.loads((folder / "sarif" / f"{PORTAL}.sarif").read_text(encoding="utf-8"))
    for result in log["runs"][0]["results"]:
        same = result["partialFingerprints"]["wcagAudit/v1"] == issue.fingerprint
        assert bool(result.get("suppressions")) is same
        if same:
            assert _OWNER in result["suppressions"][0]["justification"]
            assert result["level"] == "error"


def test_earl_says_that_it_fails_and_is_borne(folder: Path, issue: IssueRow) -> None:
    graph = json.loads((folder / "earl" / f"{PORTAL}.jsonld").read_text(encoding="utf-8"))["@graph"]
    results = [said["result"] for subject in graph for said in subject.get("assertions", ())]
    borne = [result for result in results if "Accepted as an exception" in str(result.get("description"))]
    assert borne
    for result in borne:
        assert issue.fingerprint in result["info"]
        assert result["outcome"] == "earl:failed"
        assert "until 1 March 2027. Reason: redesign [U+202E]<b>. Owner: A. Owner." in result["description"]


def test_junit_fails_no_build_for_it_and_says_why(folder: Path, issue: IssueRow) -> None:
    suites = JUnitXml.fromfile(str(folder / "junit" / f"{PORTAL}.xml"))
    cases = [case for suite in suites for case in suite if f"[{issue.rule}]" in case.name and case.result]
    assert cases
    for case in cases:
        (result,) = case.result
        assert isinstance(result, Skipped)
        assert "Owner: A. Owner" in result.message


def test_the_draft_report_names_it_beside_the_criterion_that_still_fails(folder: Path, issue: IssueRow) -> None:
    draft = YAML(typ="safe").load((folder / "openacr" / f"{PORTAL}.yaml").read_text(encoding="utf-8"))
    for chapter in draft["chapters"].values():
        for item in chapter["criteria"]:
            said = item["components"][0]["adherence"]
            assert ("A. Owner" in said["notes"]) is (item["num"] in issue.criteria)
            if item["num"] in issue.criteria:
                assert said["level"] in {"does-not-support", "partially-supports"}
