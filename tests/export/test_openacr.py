"""OpenACR: of the documented form, in VPAT's terms, and never a claim.

GSA's schema is in no package registry; the form below is that of the documentation of openacr 0.1.0.
"""

from __future__ import annotations

from io import StringIO
from typing import TYPE_CHECKING, Any

import jsonschema
import pytest
from ruamel.yaml import YAML

from tests.export.conftest import HOSTILE_SITE, PORTAL, Exports
from wcag_audit.export.openacr import adherence, write_openacr
from wcag_audit.model.language import Text
from wcag_audit.model.register import Body, BodyKind, Site
from wcag_audit.model.verdict import SiteCriterionVerdict, Verdict
from wcag_audit.report.gathering import gather
from wcag_audit.standards.wcag import CRITERIA, Level

if TYPE_CHECKING:
    from pathlib import Path

    from wcag_audit.model.language import Lang
    from wcag_audit.store import Store

_TEXT = {"type": "string"}
_CONTACT = {
    "type": "object",
    "properties": dict.fromkeys(("name", "company_name", "address", "email", "phone", "website"), _TEXT),
    "additionalProperties": False,
}
_ADHERENCE = {
    "type": "object",
    "properties": {
        "level": {
            "enum": ["supports", "partially-supports", "does-not-support", "not-applicable", "not-evaluated", ""]
        },
        "notes": _TEXT,
    },
    "required": ["level"],
    "additionalProperties": False,
}
_COMPONENT = {
    "type": "object",
    "properties": {
        "name": {"enum": ["web", "electronic-docs", "software", "authoring-tool", "none"]},
        "adherence": _ADHERENCE,
    },
    "required": ["name", "adherence"],
    "additionalProperties": False,
}
_CHAPTER = {
    "type": "object",
    "properties": {
        "notes": _TEXT,
        "criteria": {
            "type": "array",
            "items": {
                "type": "object",
                "properties": {"num": _TEXT, "components": {"type": "array", "items": _COMPONENT, "minItems": 1}},
                "required": ["num", "components"],
                "additionalProperties": False,
            },
        },
    },
    "additionalProperties": False,
}
_FORM = {
    "type": "object",
    "properties": {
        **dict.fromkeys(
            (
                *("title", "report_date", "last_modified_date", "notes", "evaluation_methods_used"),
                *("legal_disclaimer", "repository", "feedback", "license", "catalog"),
            ),
            _TEXT,
        ),
        "version": {"type": "integer"},
        "product": {
            "type": "object",
            "properties": dict.fromkeys(("name", "version", "description"), _TEXT),
            "required": ["name"],
            "additionalProperties": False,
        },
        "author": _CONTACT,
        "vendor": _CONTACT,
        "chapters": {
            "type": "object",
            "properties": {f"success_criteria_level_{level.lower()}": _CHAPTER for level in Level},
            "additionalProperties": False,
        },
    },
    "required": ["title", "product", "author", "vendor", "catalog", "chapters"],
    "additionalProperties": False,
}


def read(path: Path) -> Any:
    return YAML(typ="safe").load(path.read_text("utf-8"))


def levels(report: Any) -> dict[str, str]:
    return {
        item["num"]: item["components"][0]["adherence"]["level"]
        for chapter in report["chapters"].values()
        for item in chapter["criteria"]
    }


def test_every_draft_has_the_documented_form_and_all_criteria(exports: Exports, lang: Lang) -> None:
    paths = sorted((exports(lang) / "openacr").iterdir())
    assert [path.stem for path in paths] == ["abay-empty", HOSTILE_SITE, "abay-off", PORTAL]
    for path in paths:
        report = read(path)
        jsonschema.validate(report, _FORM)
        assert list(levels(report)) == sorted(CRITERIA, key=lambda number: (CRITERIA[number].level, _order(number)))
        for level in Level:
            chapter = report["chapters"][f"success_criteria_level_{level.lower()}"]
            assert all(CRITERIA[item["num"]].level is level for item in chapter["criteria"])


def _order(number: str) -> list[int]:
    return [int(part) for part in number.split(".")]


def test_a_machine_never_writes_that_something_is_supported(exports: Exports) -> None:
    for path in (exports() / "openacr").iterdir():
        assert set(levels(read(path)).values()) <= {"does-not-support", "partially-supports", "not-evaluated"}
    assert set(levels(read(exports() / "openacr" / "abay-empty.yaml")).values()) == {"not-evaluated"}


@pytest.mark.parametrize(
    ("verdict", "failed", "tested", "term"),
    [
        (Verdict.FAILED, 30, 30, "does-not-support"),
        (Verdict.FAILED, 16, 30, "does-not-support"),
        (Verdict.FAILED, 15, 30, "partially-supports"),
        (Verdict.FAILED, 0, 30, "partially-supports"),
        (Verdict.NO_FAILURE_FOUND, 0, 30, "not-evaluated"),
        (Verdict.NOT_APPLICABLE, 0, 30, "not-evaluated"),
        (Verdict.REVIEW, 0, 30, "not-evaluated"),
        (Verdict.NOT_TESTED, 0, 0, "not-evaluated"),
        (Verdict.PASSED, 0, 30, "supports"),
    ],
)
def test_terms_follow_the_definitions_of_vpat(verdict: Verdict, failed: int, tested: int, term: str) -> None:
    assert adherence(SiteCriterionVerdict("1.1.1", verdict, failed, tested, 0, 1)) == term


def test_notes_say_what_was_seen_and_that_it_is_a_draft(exports: Exports, lang: Lang) -> None:
    report = read(exports(lang) / "openacr" / f"{PORTAL}.yaml")
    assert "«not-evaluated»" in report["notes"] or "“not-evaluated”" in report["notes"]
    first = report["chapters"]["success_criteria_level_a"]["criteria"][0]
    assert first["num"] == "1.1.1"
    assert "30" in first["components"][0]["adherence"]["notes"]
    assert "axe-core 4.12.1" in report["evaluation_methods_used"]


@pytest.mark.parametrize(
    "hostile",
    ["no", "1.10", "&a *a", "- x: y", "!!python/object:os.system", "a: {b: [c", "\u202e\x00\ud800", "«:»\n---\nx: 1"],
)
def test_names_of_bodies_cannot_become_yaml(hostile: str, store: Store) -> None:
    body = Body("b", Text(hostile, hostile, hostile), BodyKind.LOCAL)
    site = Site(PORTAL, f"https://a.kz/{hostile}", "b")
    view = gather(store, store.wave(1), body, site, on_finding=lambda _: None, on_issue=lambda _: None)
    stream = StringIO()
    write_openacr(stream, store.wave(1), view, "kk")
    report = YAML(typ="safe").load(stream.getvalue())
    jsonschema.validate(report, _FORM)
    if hostile.isprintable():
        assert report["vendor"]["name"] == hostile
