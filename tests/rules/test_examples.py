"""Every example of every rule, opened in a real Chromium: outcome, code and target are what examples.md says."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.ocr import LACKING
from tests.rules.looking import (
    CATALOGUE,
    capture,
    check_outcome,
    check_places,
    check_sentences,
    examples_of,
    put_on,
)
from wcag_audit.model.dom import Dom
from wcag_audit.model.facts_pictures import DrawnText
from wcag_audit.rules.api import Rule
from wcag_audit.rules.judge import locate, run_page_rule

if TYPE_CHECKING:
    from tests.rules.examples import Example
    from tests.rules.server import Shelf
    from wcag_audit.browser import Browser

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("example", examples_of(Rule), ids=str)
async def test_a_page_rule_judges_its_example_as_documented(example: Example, browser: Browser, shelf: Shelf) -> None:
    rule = CATALOGUE[example.rule]
    assert isinstance(rule, Rule)
    if DrawnText in rule.needs and LACKING:
        pytest.skip(LACKING)
    put_on(shelf, example)
    async with browser.tab("examples") as tab:
        snapshot = await capture(tab, shelf.address + example.expected.url, rule.needs)
        run = run_page_rule(rule, snapshot)
        told = check_outcome(example, run)
        await check_places(tab, example, [locate(judged.where, snapshot[Dom]).selector for judged in told])
    check_sentences(rule.id, run)
