"""Sentences as a page in Chromium, and what the rules on damaged text say of each."""

from __future__ import annotations

import html
from typing import TYPE_CHECKING

from tests.rules.looking import CATALOGUE, capture
from wcag_audit.model.dom import Dom, Node
from wcag_audit.model.outcome import Outcome
from wcag_audit.rules.api import Rule
from wcag_audit.rules.judge import run_page_rule

if TYPE_CHECKING:
    from collections.abc import Sequence

    from tests.rules.server import Shelf
    from wcag_audit.browser import Browser
    from wcag_audit.model.snapshot import PageSnapshot

RULES = (
    "legacy-font-text", "letter-spaced-words", "lost-letters", "mixed-script-words", "mojibake", "split-letters"
)  # fmt: skip


async def look_at(browser: Browser, shelf: Shelf, lines: Sequence[str], lang: str) -> PageSnapshot:
    """The page with a paragraph `s0`, `s1`, ... for each line."""
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
