"""What an earlier check found is known; everything else is new."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

import pytest

from wcag_audit.audit import Baseline, load_baseline
from wcag_audit.errors import BaselineError
from wcag_audit.model.finding import Finding, Target
from wcag_audit.model.outcome import Outcome

if TYPE_CHECKING:
    from pathlib import Path

LOGO = Finding("axe-image-alt", Outcome.FAILED, "violation", ("1.1.1",), Target("header img", component="c1"))
TITLE = Finding("axe-document-title", Outcome.FAILED, "violation", ("2.4.2",), Target("html", component="c2"))


def record(url: str, *findings: Finding, status: str = "audited") -> dict[str, Any]:
    return {"url": url, "status": status, "findings": [{"fingerprint": item.fingerprint} for item in findings]}


def load(tmp_path: Path, text: str) -> Baseline:
    file = tmp_path / "before.json"
    file.write_text(text, encoding="utf-8")
    return load_baseline(file)


@pytest.mark.parametrize("form", ["json", "jsonl"])
def test_both_formats_are_read(tmp_path: Path, form: str) -> None:
    pages = [record("https://a.kz/", LOGO, TITLE), record("https://a.kz/b")]
    lines = "\n".join(json.dumps(page) for page in pages)
    text = lines if form == "jsonl" else json.dumps({"versions": {"rules": "abc"}, "pages": pages})
    found = load(tmp_path, text)
    assert found.pages == {"https://a.kz/": {LOGO.fingerprint, TITLE.fingerprint}, "https://a.kz/b": frozenset()}
    assert found.rules == ("abc" if form == "json" else "")


def test_one_line_is_read_too(tmp_path: Path) -> None:
    assert load(tmp_path, json.dumps(record("https://a.kz/", LOGO))).knows("https://a.kz/", LOGO)


def test_on_a_page_of_the_baseline_only_what_it_had_there_is_known(tmp_path: Path) -> None:
    found = load(tmp_path, "\n".join(json.dumps(record(f"https://a.kz/{name}", *own)) for name, own in
                                     (("a", (LOGO,)), ("b", ()))))  # fmt: skip
    assert found.knows("https://a.kz/a", LOGO)
    assert not found.knows("https://a.kz/b", LOGO)


def test_a_known_component_on_a_new_page_is_known_a_fault_of_the_page_itself_is_new(tmp_path: Path) -> None:
    found = load(tmp_path, json.dumps(record("https://a.kz/a", LOGO, TITLE)))
    assert found.knows("https://a.kz/new", LOGO)
    assert not found.knows("https://a.kz/new", TITLE)


def test_a_page_that_was_not_reached_before_is_like_a_new_one(tmp_path: Path) -> None:
    before = [record("https://a.kz/a", LOGO), record("https://a.kz/b", status="timeout")]
    found = load(tmp_path, "\n".join(map(json.dumps, before)))
    assert found.knows("https://a.kz/b", LOGO)
    assert not found.knows("https://a.kz/b", TITLE)


@pytest.mark.parametrize(
    ("text", "sentence"),
    [
        ("", None),
        ("[]", "is not the output of"),
        ("<html>", "is not the output of"),
        ('{"pages": [{"url": 1}], "versions": {"rules": ""}}', "is not the output of"),
        ('{"url": "x", "status": "audited", "findings": [{"rule": "r"}]}', "without fingerprints; make it anew"),
        ("[" * 100_000, "is not the output of"),
    ],
)
def test_what_is_no_baseline_is_refused_in_plain_words(tmp_path: Path, text: str, sentence: str | None) -> None:
    if sentence is None:
        assert load(tmp_path, text).pages == {}
        return
    with pytest.raises(BaselineError, match=sentence):
        load(tmp_path, text)


def test_a_file_that_is_not_there_is_named(tmp_path: Path) -> None:
    with pytest.raises(BaselineError, match=r"There is no file .*none\.json"):
        load_baseline(tmp_path / "none.json")
    with pytest.raises(BaselineError, match="cannot be read"):
        load_baseline(tmp_path)
