"""Opens examples as an audit opens pages, and compares what a rule says with what the example expects."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING, Any

import wcag_audit.rules
from tests.patience import LIMITS
from tests.rules.examples import Example, ExamplePage, read_examples
from wcag_audit.browser import ChromiumTab, look, open_page, plan
from wcag_audit.model.dom import Dom
from wcag_audit.model.language import LANGS
from wcag_audit.model.outcome import Outcome, worst
from wcag_audit.model.snapshot import AddressFate
from wcag_audit.model.visit import Visit, VisitStatus
from wcag_audit.probes.catalogue import all_probes
from wcag_audit.rules.catalogue import load_catalogue

if TYPE_CHECKING:
    from collections.abc import Collection

    from tests.rules.server import Shelf
    from wcag_audit.model.snapshot import PageSnapshot
    from wcag_audit.rules.judge import Judged, RuleRun

CATALOGUE = load_catalogue()
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
  const shown = (element) => element.outerHTML.slice(0, 200);
  const wanted = all(expected);
  const judged = found.map((selector) => (selector ? all(selector) : []));
  return {
    expected: wanted.map(shown),
    judged: judged.map((elements) => elements.map(shown)),
    agree: judged.every((elements) => elements.length === 1 && wanted.includes(elements[0]))
      && new Set(judged.flat()).size === judged.length
      && judged.length === wanted.length,
  };
}"""


def examples_of(kind: type[Any]) -> list[Example]:
    """All examples of the page rules (Rule) or of the site rules (SiteRule)."""
    return [
        example
        for rule in CATALOGUE.rules
        if isinstance(rule, kind)
        for example in read_examples(rule.id, CATALOGUE.examples[rule.id])
    ]


def put_on(shelf: Shelf, example: Example) -> None:
    """Let the server hand out the example's pages and the files beside its rule."""
    at = {page.url.partition("?")[0]: page for page in example.pages}
    shelf.pages = {path: page.html for path, page in at.items()}
    shelf.statuses = {path: page.status for path, page in at.items()}
    shelf.redirects = {path: page.to for path, page in at.items() if page.to}
    shelf.folder = FOLDER / example.rule.replace("-", "_") / "examples"


async def capture(tab: ChromiumTab, address: str, needs: Collection[type[Any]]) -> PageSnapshot:
    """The snapshot that an audit would make of the page."""
    opened = await open_page(tab, Visit(address, "examples"), LIMITS)
    assert opened.record.status is VisitStatus.PENDING, opened.record
    return (await look(tab, opened, plan({Dom, *needs}, all_probes(follow_links=True)))).snapshot


async def fate(tab: ChromiumTab, address: str, page: ExamplePage) -> AddressFate:
    """What became of an address: as the example says, or as the browser finds out."""
    if page.fate:
        return AddressFate(VisitStatus(page.fate))
    record = (await open_page(tab, Visit(address, "examples"), LIMITS)).record
    opened = record.status is VisitStatus.PENDING
    return AddressFate(VisitStatus.AUDITED if opened else record.status, record.http_status, record.final_url)


def check_outcome(example: Example, run: RuleRun) -> list[Judged]:
    """The run has the example's outcome and code; returns the judgements that show it."""
    lines = [f"{judged.judgement.outcome} {judged.judgement.code} {judged.judgement.values}" for judged in run.judged]
    shown = "\n".join([run.reason, *lines])
    assert worst(judged.judgement.outcome for judged in run.judged) is example.outcome, shown
    assert not run.reason, shown
    told = [judged for judged in run.judged if judged.judgement.outcome is example.outcome]
    if example.expected.expect:
        assert {judged.judgement.code for judged in told} == {example.expected.expect}, shown
    return told


async def check_places(tab: ChromiumTab, example: Example, selectors: list[str]) -> None:
    """The judged places are those that the example's target finds in the open page, one for one."""
    expected = example.expected
    if expected.whole:
        assert set(selectors) == {""}, selectors
    if expected.target:
        answer = await tab.page.evaluate(_MATCH, [expected.target, selectors])
        assert answer["expected"], f"nothing in the page matches {expected.target}"
        assert answer["agree"], (selectors, answer)


def check_sentences(rule_id: str, run: RuleRun) -> None:
    """Every judgement can be told in every language."""
    for judged in run.judged:
        judgement = judged.judgement
        if judgement.outcome is not Outcome.INAPPLICABLE:
            for lang in LANGS:
                assert CATALOGUE.message(rule_id, judgement.outcome, judgement.code, judgement.values, lang)
