"""Every example of every site rule: its pages are opened in Chromium, digested as in an audit, and compared."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.rules.looking import (
    CATALOGUE,
    capture,
    check_outcome,
    check_places,
    check_sentences,
    examples_of,
    fate,
    put_on,
)
from wcag_audit.commons.digest import digest
from wcag_audit.model.dom import Dom
from wcag_audit.model.facts import Response
from wcag_audit.model.snapshot import SiteSnapshot
from wcag_audit.rules.api import PagePart, SiteRule
from wcag_audit.rules.judge import run_site_rule

if TYPE_CHECKING:
    from tests.rules.examples import Example
    from tests.rules.server import Shelf
    from wcag_audit.browser import Browser

pytestmark = pytest.mark.browser


@pytest.mark.parametrize("example", examples_of(SiteRule), ids=str)
async def test_a_site_rule_judges_its_example_as_documented(example: Example, browser: Browser, shelf: Shelf) -> None:
    rule = CATALOGUE[example.rule]
    assert isinstance(rule, SiteRule)
    assert len({page.url for page in example.pages}) == len(example.pages), "pages of one example share an address"
    put_on(shelf, example)
    expected = shelf.address + example.expected.url
    async with browser.tab("examples") as tab:
        at = {shelf.address + page.url: page for page in example.pages}
        seen = [url for url, page in at.items() if page.audited]
        digests = [digest(await capture(tab, url, {Dom, Response})) for url in seen]
        fates = {url: await fate(tab, url, page) for url, page in at.items()}
        run = run_site_rule(rule, SiteSnapshot("examples", tuple(sorted(digests, key=lambda page: page.url)), fates))
        told = check_outcome(example, run)
        if example.expected.target or example.expected.whole:
            places = [judged.where for judged in told if isinstance(judged.where, PagePart)]
            assert {place.url for place in places} <= {expected, ""}
            await capture(tab, expected, {Dom})
            await check_places(tab, example, [place.selector for place in places])
    check_sentences(rule.id, run)
