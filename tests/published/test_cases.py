"""What we say of the W3C's published cases, where WCAG_AUDIT_ACT_CASES names the folder that holds them."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from bench.agreement import TO_WRITE, differences, known
from bench.published_cases import DISAGREEMENTS, read_cases, run

FOLDER = Path(os.environ.get("WCAG_AUDIT_ACT_CASES", "no-folder-is-named"))
needs_cases = pytest.mark.skipif(not (FOLDER / "cases.json").exists(), reason="the published cases are not here")


@needs_cases
@pytest.mark.browser
async def test_we_agree_with_every_published_case_but_those_recorded_with_a_reason() -> None:
    assert differences(await run(FOLDER), known(DISAGREEMENTS)) == ()


@needs_cases
def test_every_recorded_disagreement_is_about_a_case_that_there_is() -> None:
    assert set(known(DISAGREEMENTS)) <= {case.id for case in read_cases(FOLDER)}


def test_every_disagreement_has_a_reason() -> None:
    assert known(DISAGREEMENTS)
    for case, entry in known(DISAGREEMENTS).items():
        assert entry["kind"] in {"missed", "asked", "alarm"}, case
        assert len(entry["reason"].split()) > 3, case
        assert TO_WRITE not in entry["reason"], case
