"""Sound that starts by itself ends soon or can be stopped (WCAG 1.4.2; ACT rules 80f0bf, aaa1bf, 4c31df)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from wcag_audit.commons.media_text import element_of
from wcag_audit.commons.media_words import stops_sound
from wcag_audit.commons.visibility import is_visible
from wcag_audit.model.dom import Dom
from wcag_audit.model.facts_media import Media
from wcag_audit.model.finding import Maturity
from wcag_audit.rules.api import Impact, Rule, cant_tell, failed, passed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wcag_audit.model.facts_media import MediaItem
    from wcag_audit.model.snapshot import PageSnapshot
    from wcag_audit.rules.api import Judgement

_SHORT: Final = 3.0
"""Seconds, as the criterion says."""
_OPERABLE: Final = frozenset({"button", "checkbox", "switch", "slider", "link", "radio", "menuitem", "togglebutton"})
_NATIVE: Final = frozenset({"button", "input", "summary", "select"})


def targets(page: PageSnapshot) -> Iterator[MediaItem]:
    """What plays although nobody touched it, with its sound on."""
    for item in page[Media].items:
        if item.playing and not item.muted and item.sound in {"audible", "unknown"}:
            yield item


def expectation(item: MediaItem, page: PageSnapshot) -> Judgement:
    """It is short, or has controls that are seen, or something on the page may stop it."""
    if 0 <= item.plays <= _SHORT and not item.loop:
        return passed("short")
    dom = page[Dom]
    node = element_of(dom, item)
    if item.controls and node is not None and is_visible(dom, node):
        return passed("controls")
    if item.sound == "unknown":
        return cant_tell("not-heard")
    control = next((name for name in _controls(dom) if not name or stops_sound(name)), None)
    if control is not None:
        return cant_tell("control", name=control or "?")
    return failed("no-control", seconds=round(item.plays))


def _controls(dom: Dom) -> Iterator[str]:
    """Names of what can be operated and is seen; links to other pages are left out, "" is one without a name."""
    for node in dom.elements():
        operable = node.role in _OPERABLE or node.name in _NATIVE or (node.clickable and node.name != "body")
        leads_away = node.name == "a" and node.get("href").strip()[:1] not in {"", "#"} and not node.clickable
        if operable and not leads_away and is_visible(dom, node):
            yield node.accessible_name or dom.text(node)


RULE = Rule(
    id="audio-plays-by-itself",
    criteria=("1.4.2",),
    act=("80f0bf", "aaa1bf", "4c31df"),
    needs=(Media, Dom),
    targets=targets,
    expectation=expectation,
    impact=Impact.CRITICAL,
    maturity=Maturity.STABLE,
    same_as=("no-autoplay-audio",),
)
