"""Damage is found in real pages, and nothing in clean ones: several hundred sentences to a page, in Chromium."""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

from tests.kazakh.speech_data import DAMAGES, kindred, kindred_names, seeded, sentences
from tests.kazakh.speech_pages import found, look_at
from wcag_audit.commons.speech import spoken_texts
from wcag_audit.kazakh.speech import speech_readiness
from wcag_audit.model.dom import Dom

if TYPE_CHECKING:
    from tests.rules.server import Shelf
    from wcag_audit.browser import Browser

pytestmark = pytest.mark.browser

BAR = 0.97


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


@pytest.mark.parametrize("language", kindred_names())
async def test_no_damage_is_seen_in_hundreds_of_kindred_names(language: str, browser: Browser, shelf: Shelf) -> None:
    names = kindred_names()[language]
    assert len(names) > 400
    assert found(await look_at(browser, shelf, names, "und")) == {}


@pytest.mark.parametrize("language", kindred())
async def test_no_legacy_font_is_seen_in_kindred_languages(language: str, browser: Browser, shelf: Shelf) -> None:
    snapshot = await look_at(browser, shelf, kindred()[language], "und")
    assert found(snapshot) == {}
    assert not speech_readiness(spoken_texts(snapshot[Dom])).words
