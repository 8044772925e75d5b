"""The measurement of the rules covers every rule, and its made-up page has the size that is asked for."""

from __future__ import annotations

from html.parser import HTMLParser

from bench.rules import long_page, measure
from wcag_audit.audit.options import AuditOptions, make_plan
from wcag_audit.model.dom import Document, Dom, Node, NodeKind
from wcag_audit.model.fact import Known
from wcag_audit.model.snapshot import PageSnapshot, pack


class Counter(HTMLParser):
    found = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        self.found += 1


def test_every_rule_is_timed_in_every_round() -> None:
    nodes = (Node(0, NodeKind.DOCUMENT, -1, "#document"), Node(1, NodeKind.ELEMENT, 0, "html"))
    dom = Dom(nodes, (Document("http://a.example/", "f", 0),), ())
    plan = make_plan(AuditOptions())
    figures = measure(pack(PageSnapshot("http://a.example/", "", facts={Dom: Known(dom)}))[1], plan, 2)
    assert (figures.nodes, figures.elements, len(figures.whole)) == (2, 1, 2)
    assert {rule: len(rounds) for rule, rounds in figures.rules.items()} == {rule.id: 2 for rule in plan.rules}
    assert 0 < figures.memory[0] <= figures.memory[1]
    assert figures.packed > 0


def test_the_made_up_page_grows_with_what_is_asked_for() -> None:
    sizes = []
    for nodes in (500, 2500):
        counter = Counter()
        counter.feed(long_page(nodes))
        sizes.append(counter.found)
    assert sizes[0] * 3 < sizes[1] < 2500
