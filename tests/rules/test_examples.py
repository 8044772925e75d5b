"""Every example of every rule, opened in a real Chromium: outcome, code and target are what examples.md says."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

import wcag_audit.rules
from tests.rules.examples import Example, read_examples
from tests.rules.server import Shelf, serve
from wcag_audit.browser import Browser, BrowserOptions, ChromiumTab, Limits, look, open_page, plan
from wcag_audit.model.dom import Dom
from wcag_audit.model.fact import Known
from wcag_audit.model.language import LANGS
from wcag_audit.model.outcome import Outcome, worst
from wcag_audit.model.visit import Visit, VisitStatus
from wcag_audit.probes.catalogue import all_probes
from wcag_audit.rules.api import Rule
from wcag_audit.rules.catalogue import load_catalogue
from wcag_audit.rules.judge import RuleRun, locate, run_page_rule

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator

    from wcag_audit.model.snapshot import PageSnapshot

pytestmark = pytest.mark.browser

CATALOGUE = load_catalogue()
EXAMPLES = [example for rule in CATALOGUE.rules for example in read_examples(rule.id, CATALOGUE.examples[rule.id])]
FOLDER = Path(wcag_audit.rules.__file__).parent

_MATCH = """([expected, found]) => {
  const all = (selector) => {
    let roots = [document];
    let elements = [];
    for (const part of selector.split(" >>> ")) {
      elements = roots.flatMap((root) => [...root.querySelectorAll(part)]);
      roots = elements.map((element) => element.shadowRoot || element.contentDocument).filter(Boolean);
    }
    return elements;
  };
  const judged = found.map(all);
  return {
    expected: all(expected).map((element) => element.outerHTML.slice(0, 200)),
    judged: judged.map((elements) => elements.map((element) => element.outerHTML.slice(0, 200))),
    agree: new Set(judged.flat()).size === judged.length
      && judged.every((elements) => elements.length === 1)
      && judged.length === all(expected).length
      && judged.every(([element]) => all(expected).includes(element)),
  };
}"""


@pytest.fixture(scope="session")
def shelf() -> Iterator[Shelf]:
    with serve() as shelf:
        yield shelf


@pytest.fixture(scope="session")
async def browser() -> AsyncIterator[Browser]:
    async with Browser(BrowserOptions(allow_private=True)) as browser:
        yield browser


async def capture(tab: ChromiumTab, address: str, needs: frozenset[type[Any]]) -> PageSnapshot:
    opened = await open_page(tab, Visit(address, "examples"), Limits())
    assert opened.record.status is VisitStatus.PENDING, opened.record
    return (await look(tab, opened, plan(needs | {Dom}, all_probes()))).snapshot


def shown(run: RuleRun) -> str:
    """The judgements, for the message of a failed assertion."""
    lines = [f"{judged.judgement.outcome} {judged.judgement.code} {judged.judgement.values}" for judged in run.judged]
    return "\n".join([run.reason, *lines])


@pytest.mark.parametrize(
    "example", [example for example in EXAMPLES if isinstance(CATALOGUE[example.rule], Rule)], ids=str
)
async def test_a_page_rule_judges_its_example_as_documented(example: Example, browser: Browser, shelf: Shelf) -> None:
    rule = CATALOGUE[example.rule]
    assert isinstance(rule, Rule)
    expected = example.expected
    shelf.pages = {page.url: page.html for page in example.pages}
    shelf.folder = FOLDER / rule.id.replace("-", "_") / "examples"
    async with browser.tab("examples") as tab:
        snapshot = await capture(tab, shelf.address + expected.url, frozenset(rule.needs))
        run = run_page_rule(rule, snapshot)
        assert worst(judged.judgement.outcome for judged in run.judged) is example.outcome, shown(run)
        assert not run.reason
        told = [judged for judged in run.judged if judged.judgement.outcome is example.outcome]
        if expected.expect:
            assert {judged.judgement.code for judged in told} == {expected.expect}, shown(run)
        fact = snapshot.fact(Dom)
        dom = fact.value if isinstance(fact, Known) else None
        places = [locate(judged.where, dom).selector for judged in told]
        if expected.whole:
            assert places == [""], places
        if expected.target:
            answer = await tab.page.evaluate(_MATCH, [expected.target, places])
            assert answer["expected"], f"nothing in the page matches {expected.target}"
            assert answer["agree"], (places, answer)
    assert_has_sentences(rule.id, run)


def assert_has_sentences(rule_id: str, run: RuleRun) -> None:
    """Every judgement can be told in every language."""
    for judged in run.judged:
        if judged.judgement.outcome is not Outcome.INAPPLICABLE:
            for lang in LANGS:
                judgement = judged.judgement
                assert CATALOGUE.message(rule_id, judgement.outcome, judgement.code, judgement.values, lang)
