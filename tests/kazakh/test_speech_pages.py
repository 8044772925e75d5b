"""Damage is found in real pages, and nothing in clean ones: several hundred sentences to a page, in Chromium."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING

import pytest

from tests.kazakh.speech_data import DAMAGES, kindred, seeded, sentences
from tests.rules.looking import CATALOGUE, capture
from tests.rules.server import serve
from wcag_audit.browser import Browser, BrowserOptions
from wcag_audit.commons.speech import spoken_texts
from wcag_audit.kazakh.speech import speech_readiness
from wcag_audit.model.dom import Dom, Node
from wcag_audit.model.outcome import Outcome
from wcag_audit.rules.api import Rule
from wcag_audit.rules.judge import run_page_rule

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator, Sequence

    from tests.rules.server import Shelf
    from wcag_audit.model.snapshot import PageSnapshot

pytestmark = pytest.mark.browser

BAR = 0.97
RULES = (
    "legacy-font-text", "letter-spaced-words", "lost-letters", "mixed-script-words", "mojibake", "split-letters"
)  # fmt: skip


@pytest.fixture(scope="module")
def shelf() -> Iterator[Shelf]:
    with serve() as shelf:
        yield shelf


@pytest.fixture(scope="module")
async def browser() -> AsyncIterator[Browser]:
    async with Browser(BrowserOptions(allow_private=True)) as browser:
        yield browser


async def look_at(browser: Browser, shelf: Shelf, lines: Sequence[str], lang: str) -> PageSnapshot:
    body = "".join(f'<p id="s{number}">{html.escape(line)}</p>\n' for number, line in enumerate(lines))
    shelf.pages = {"/": f'<!doctype html><html lang="{lang}"><title>Беттер</title><body>{body}</body></html>'}
    async with browser.tab("speech") as tab:
        return await capture(tab, f"{shelf.address}/", {Dom})


def found(snapshot: PageSnapshot, rules: Sequence[str] = RULES) -> dict[str, list[str]]:
    """Id of the sentence -> the rules that object to it."""
    objections: dict[str, list[str]] = {}
    for rule_id in rules:
        rule = CATALOGUE[rule_id]
        assert isinstance(rule, Rule)
        run = run_page_rule(rule, snapshot)
        assert not run.reason
        for judged in run.judged:
            if judged.judgement.outcome in {Outcome.FAILED, Outcome.CANT_TELL}:
                assert isinstance(judged.where, Node)
                objections.setdefault(judged.where.get("id"), []).append(rule_id)
    return objections


@pytest.mark.parametrize("name", DAMAGES)
async def test_at_least_97_percent_of_damaged_sentences_are_found_in_place(
    name: str, browser: Browser, shelf: Shelf
) -> None:
    chance = seeded(11)
    clean = sentences("kk")
    damaged = [DAMAGES[name](text, chance) for text in clean]
    changed = {f"s{number}" for number, text in enumerate(damaged) if text != clean[number]}
    assert len(changed) > 200
    objections = found(await look_at(browser, shelf, damaged, "kk"))
    assert len(changed & objections.keys()) >= BAR * len(changed)
    assert objections.keys() <= changed


@pytest.mark.parametrize("language", ["kk", "ru", "en"])
async def test_nothing_is_found_in_pages_of_clean_sentences(language: str, browser: Browser, shelf: Shelf) -> None:
    snapshot = await look_at(browser, shelf, sentences(language), language)
    assert found(snapshot) == {}
    readiness = speech_readiness(spoken_texts(snapshot[Dom]))
    assert readiness.words == readiness.ready
    assert (readiness.words > 4000) == (language == "kk")


@pytest.mark.parametrize("language", kindred())
async def test_no_legacy_font_is_seen_in_kindred_languages(language: str, browser: Browser, shelf: Shelf) -> None:
    snapshot = await look_at(browser, shelf, kindred()[language], "und")
    assert found(snapshot) == {}
    assert not speech_readiness(spoken_texts(snapshot[Dom])).words
