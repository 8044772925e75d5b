"""The table of axe-core's rules against axe-core itself."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import axe_playwright_python
import pytest
from playwright.async_api import async_playwright

from wcag_audit.model.finding import Maturity
from wcag_audit.standards.axe import AXE_RULES, TURNED_ON, criteria_of, is_run, maturity_of
from wcag_audit.standards.wcag import CRITERIA

_AXE = Path(axe_playwright_python.__file__).with_name("axe.min.js")
_CHROMIUM = next(
    (path for path in ("/usr/bin/chromium-headless-shell", "/usr/bin/chromium") if Path(path).exists()), None
)
_RULES = """axe._audit.rules.map(rule => ({
    id: rule.id, tags: rule.tags, act: rule.actIds || [], impact: rule.impact, enabled: rule.enabled,
}))"""


async def _rules_of_axe() -> list[dict[str, Any]]:
    async with async_playwright() as playwright:
        browser = await playwright.chromium.launch(executable_path=_CHROMIUM, args=["--no-sandbox"])
        try:
            page = await browser.new_page()
            await page.evaluate(_AXE.read_text(encoding="utf-8"))
            rules: list[dict[str, Any]] = await page.evaluate(_RULES)
        finally:
            await browser.close()
    return rules


@pytest.mark.browser
async def test_the_table_says_what_the_shipped_axe_says() -> None:
    rules = [rule for rule in await _rules_of_axe() if is_run(rule["tags"])]
    assert sorted(AXE_RULES) == sorted(rule["id"] for rule in rules)
    for rule in rules:
        row = AXE_RULES[rule["id"]]
        assert row.criteria == criteria_of(rule["tags"]), row.id
        assert row.act == tuple(rule["act"]), row.id
        assert row.impact == rule["impact"], row.id
        assert row.maturity is maturity_of(row.id, rule["tags"]), row.id
        assert row.default is rule["enabled"], row.id


@pytest.mark.parametrize(
    ("tags", "criteria"),
    [
        (["wcag2a", "wcag111"], ("1.1.1",)),
        (["wcag21aa", "wcag1412", "EN-301-549", "EN-9.1.4.12"], ("1.4.12",)),
        (["wcag22aa", "wcag258"], ("2.5.8",)),
        (["wcag2a", "wcag244", "wcag412"], ("2.4.4", "4.1.2")),
        (["wcag2a-obsolete", "wcag411"], ()),
        (["best-practice", "cat.keyboard"], ()),
    ],
)
def test_tags_name_criteria(tags: list[str], criteria: tuple[str, ...]) -> None:
    assert criteria_of(tags) == criteria


def test_what_axe_calls_experimental_does_not_count_and_what_it_deprecated_does_not_run() -> None:
    assert maturity_of("image-alt", ["wcag2a", "experimental"]) is Maturity.EXPERIMENTAL
    assert maturity_of("image-alt", ["wcag2a"]) is Maturity.STABLE
    assert maturity_of("of-another-release", ["wcag2a"]) is Maturity.STABLE
    assert is_run(["wcag2a"])
    assert not is_run(["wcag2a", "deprecated"])
    assert AXE_RULES["p-as-heading"].maturity is Maturity.EXPERIMENTAL


def test_rules_that_axe_leaves_off_or_calls_experimental_are_turned_on() -> None:
    assert set(TURNED_ON) - {rule.id for rule in AXE_RULES.values() if rule.decided_by} == {
        "color-contrast-enhanced",
        "css-orientation-lock",
        "focus-order-semantics",
        "hidden-content",
        "identical-links-same-purpose",
        "meta-refresh-no-exceptions",
        "p-as-heading",
        "table-fake-caption",
        "target-size",
        "td-has-header",
    }
    assert "label-content-name-mismatch" in TURNED_ON


def test_where_a_rule_of_ours_decides_axe_does_not_count() -> None:
    assert AXE_RULES["avoid-inline-spacing"].decided_by == "inline-spacing"
    assert maturity_of("avoid-inline-spacing", ["wcag21aa", "wcag1412"]) is Maturity.EXPERIMENTAL


def test_every_criterion_in_the_table_is_one_of_wcag_22() -> None:
    assert {number for rule in AXE_RULES.values() for number in rule.criteria} <= set(CRITERIA)
