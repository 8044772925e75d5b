"""Links of one name, their pages opened by the probe on a local server and judged by both rules."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.patience import LIMITS
from tests.rules.looking import CATALOGUE, check_sentences
from wcag_audit.browser import look, open_page, plan
from wcag_audit.model.dom import Dom
from wcag_audit.model.facts_links import LinkTargets
from wcag_audit.model.visit import Visit
from wcag_audit.probes.catalogue import all_probes
from wcag_audit.rules.api import Rule
from wcag_audit.rules.judge import run_page_rule

if TYPE_CHECKING:
    from tests.rules.server import Shelf
    from wcag_audit.browser import Browser

pytestmark = pytest.mark.browser

CONTEXT, ANY = "same-links-in-context", "same-links-one-purpose"
PAGES = {
    "/chat": "<title>Chat</title><h1>Chat with us</h1><p>The chat is there day and night. Begin it now.</p>",
    "/phone": "<title>Phone</title><h1>Call us</h1><p>Somebody answers from Monday to Friday, nine to six.</p>",
    "/copy": "<title>Chat</title><h1>Chat with us</h1><p>The chat is there day and night. Begin it now.</p>",
    "/moved": '<meta http-equiv="refresh" content="0; url=/chat"><title>Moved</title>',
    "/late": '<meta http-equiv="refresh" content="40; url=/chat"><title>Moved</title>',
    "/shown": "<title>Help</title><div id=a hidden><h1>Chat</h1>The chat is there day and night.</div>"
    "<div id=b hidden><h1>Call us</h1>Somebody answers from Monday to Friday, nine to six, all year round, and on"
    " the days before holidays until noon; in the evening leave a message with your number, and a person from the"
    " office will ring you back on the next working day before eleven, or later if you ask for that, in Kazakh,"
    " Russian or English as you like, and will send the answer in writing when it has to be looked up first.</div>"
    "<script>document.getElementById(location.search.slice(1)).hidden = false</script>",
}


async def outcomes(browser: Browser, shelf: Shelf, body: str, *, follow: bool = True) -> dict[str, list[str]]:
    shelf.pages = PAGES | {"/page": f'<!DOCTYPE html><html lang="en"><title>Page</title><body>{body}'}
    shelf.redirects, shelf.statuses, shelf.folder = {"/forwarded": "/chat"}, {}, None
    async with browser.tab("links") as tab:
        opened = await open_page(tab, Visit(f"{shelf.address}/page", "links"), LIMITS)
        snapshot = (await look(tab, opened, plan({Dom, LinkTargets}, all_probes(follow_links=follow)))).snapshot
        assert tab.url == f"{shelf.address}/page"
    told: dict[str, list[str]] = {}
    for identifier in (CONTEXT, ANY):
        rule = CATALOGUE[identifier]
        assert isinstance(rule, Rule)
        run = run_page_rule(rule, snapshot)
        assert not run.reason
        check_sentences(rule.id, run)
        told[identifier] = [str(judged.judgement.outcome) for judged in run.judged]
    return told


async def test_two_pages_behind_one_name_in_one_paragraph_fail_both_rules(browser: Browser, shelf: Shelf) -> None:
    body = '<p>Contact us: <a href="/chat">contact us</a> or <a href="/phone">Contact us</a></p>'
    assert await outcomes(browser, shelf, body) == {CONTEXT: ["failed"], ANY: ["failed"]}


async def test_in_different_list_items_the_context_tells_them_apart(browser: Browser, shelf: Shelf) -> None:
    body = '<ul><li>Chat: <a href="/chat">contact us</a><li>Phone: <a href="/phone">contact us</a></ul>'
    assert await outcomes(browser, shelf, body) == {CONTEXT: [], ANY: ["failed"]}


@pytest.mark.parametrize("other", ["/copy", "/moved", "/forwarded"])
async def test_a_copy_or_a_redirect_serves_the_same_purpose(browser: Browser, shelf: Shelf, other: str) -> None:
    body = f'<p><a href="/chat">Contact us</a> <a href="{other}">Contact us</a></p>'
    assert await outcomes(browser, shelf, body) == {CONTEXT: ["passed"], ANY: ["passed"]}


async def test_a_page_that_makes_people_wait_is_another_page(browser: Browser, shelf: Shelf) -> None:
    body = '<p><a href="/chat">Contact us</a> <a href="/late">Contact us</a></p>'
    assert (await outcomes(browser, shelf, body))[CONTEXT] == ["failed"]


async def test_what_a_script_shows_behind_a_query_is_compared(browser: Browser, shelf: Shelf) -> None:
    body = '<div><span><a href="/shown?a">Help</a></span><span><a href="/shown?b">Help</a></span></div>'
    assert (await outcomes(browser, shelf, body))[CONTEXT] == ["failed"]


async def test_links_made_with_a_role_and_a_script_are_followed(browser: Browser, shelf: Shelf) -> None:
    link = '<span role="link" tabindex="0" onclick="location=\'{}\'">Contact us</span>'
    assert (await outcomes(browser, shelf, f"<p>{link.format('/chat')} {link.format('/phone')}</p>"))[ANY] == ["failed"]


@pytest.mark.parametrize(
    "other", ["/logout?x", "/phone.pdf", "https://example.org/phone", "/nowhere", "/page#part", "#", "", "/page"]
)
async def test_what_is_not_opened_is_not_judged_as_different(browser: Browser, shelf: Shelf, other: str) -> None:
    body = f'<p><a href="/chat">Contact us</a> <a href="{other}">Contact us</a></p>'
    assert "failed" not in (await outcomes(browser, shelf, body))[ANY]


async def test_nothing_is_said_where_links_are_not_to_be_followed(browser: Browser, shelf: Shelf) -> None:
    body = '<p><a href="/chat">contact us</a> or <a href="/phone">Contact us</a></p>'
    assert await outcomes(browser, shelf, body, follow=False) == {CONTEXT: [], ANY: []}
