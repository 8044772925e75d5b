"""The JSON contract, with results that no friendly page would make."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest
from jsonschema import Draft202012Validator

from wcag_audit.cli.page_record import page_record
from wcag_audit.export.json_text import dumps
from wcag_audit.model.finding import Engine, Finding, Maturity, Target
from wcag_audit.model.outcome import Outcome
from wcag_audit.model.result import PageResult
from wcag_audit.model.state import PageState, SpecialVersionTrial, SwitchOutcome
from wcag_audit.model.verdict import Verdict
from wcag_audit.model.visit import Visit, VisitRecord, VisitStatus
from wcag_audit.standards.wcag import CRITERIA

if TYPE_CHECKING:
    from wcag_audit.model.language import Lang

SCHEMA = json.loads(Path(__file__).parents[2].joinpath("docs", "check.schema.json").read_text("utf-8"))
_VALIDATOR = Draft202012Validator(SCHEMA)


def _result(status: VisitStatus = VisitStatus.AUDITED, **fields: Any) -> PageResult:
    return PageResult(VisitRecord(Visit("https://example.kz/", "example.kz"), status), **fields)


def test_the_schema_is_sound() -> None:
    Draft202012Validator.check_schema(SCHEMA)


def test_the_schema_refuses_what_the_contract_does_not_allow() -> None:
    record = page_record("https://example.kz/", _result(), (), "en")
    for name, wrong in (("status", "fine"), ("verdicts", {}), ("findings", [{}]), ("http_status", "200")):
        assert not _VALIDATOR.is_valid(record | {name: wrong})


@pytest.mark.parametrize("status", [status for status in VisitStatus if status.attempted])
def test_every_fate_of_a_tried_address_fits_the_schema(status: VisitStatus) -> None:
    _VALIDATOR.validate(page_record("https://example.kz/", _result(status), (), "en"))


def test_a_page_that_was_not_reached_has_all_criteria_not_tested() -> None:
    record = page_record("https://example.kz/", _result(VisitStatus.DNS), (), "en")
    assert list(record["verdicts"]) == list(CRITERIA)
    assert set(record["verdicts"].values()) == {"not-tested"}


def test_no_verdict_of_a_machine_says_passed() -> None:
    allowed = SCHEMA["$defs"]["page"]["properties"]["verdicts"]["additionalProperties"]["enum"]
    assert set(allowed) == set(Verdict) - {Verdict.PASSED}


@pytest.mark.parametrize("mark", ["\n", "\r", "\x0b", "\x0c", "\x1c", "\x85", "\u2028", "\u2029"])
def test_a_title_cannot_break_the_line_it_stands_in(mark: str) -> None:
    line = dumps(page_record("https://example.kz/", _result(title=f"a{mark}b"), (), "en"))
    assert len(line.splitlines()) == 1
    assert json.loads(line)["title"] == f"a{mark}b"


def test_half_a_character_does_not_make_the_output_unreadable() -> None:
    line = dumps(page_record("https://example.kz/", _result(title="a\ud800b"), (), "en"))
    assert json.loads(line.encode("utf-8"))["title"] == "a\ufffdb"


def test_kazakh_letters_stay_readable() -> None:
    assert "Қолжетімділік" in dumps(page_record("https://example.kz/", _result(title="Қолжетімділік"), (), "en"))


@pytest.mark.parametrize("outcome", SwitchOutcome)
def test_what_became_of_the_special_version_is_told_and_where_something_was_found(outcome: SwitchOutcome) -> None:
    trial = SpecialVersionTrial(outcome, "Нұсқа", "https://example.kz/s", "it was covered")
    findings = [Finding("gone", Outcome.FAILED, "no-code", ("1.1.1",), state=state) for state in PageState]
    record = page_record("https://example.kz/", _result(special=trial), findings, "kk")
    _VALIDATOR.validate(record)
    assert record["special_version"] == {
        "outcome": str(outcome),
        "control": "Нұсқа",
        "address": "https://example.kz/s",
        "reason": "it was covered",
    }
    assert [finding.get("state") for finding in record["findings"]] == [None, "special-version", "both"]


def test_a_page_on_which_no_special_version_was_tried_says_nothing_of_it() -> None:
    assert "special_version" not in page_record("https://example.kz/", _result(), (), "en")
    record = page_record("https://example.kz/", _result(), (), "en") | {"special_version": {"outcome": "fine"}}
    assert not _VALIDATOR.is_valid(record)


@pytest.mark.parametrize("lang", ["kk", "ru", "en"])
def test_a_finding_of_a_rule_that_is_not_known_any_more_is_still_told(lang: Lang) -> None:
    gone = Finding("gone", Outcome.FAILED, "no-code", ("1.1.1",), Target("img"), maturity=Maturity.STABLE)
    odd = Finding("axe-gone", Outcome.CANT_TELL, "incomplete", (), engine=Engine.AXE)
    record = page_record("https://example.kz/", _result(), (gone, odd), lang)
    _VALIDATOR.validate(record)


@pytest.mark.parametrize(("lang", "word"), [("kk", "жұмыс істемеді"), ("ru", "не сработал"), ("en", "did not run")])
def test_that_axe_did_not_run_is_a_finding_of_its_own(lang: Lang, word: str) -> None:
    values = {"fact": "AxeResults", "reason": "time limit"}
    silent = Finding("axe-core", Outcome.CANT_TELL, "missing-fact", (), values=values, engine=Engine.AXE)
    (told,) = page_record("https://example.kz/", _result(), (silent,), lang)["findings"]
    assert word in told["message"]
    assert "time limit" in told["message"]
