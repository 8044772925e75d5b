"""What beside an audio or video element may stand in for it: links, and text that is there for everybody."""

from __future__ import annotations

import re
from dataclasses import dataclass
from enum import Enum, auto
from typing import TYPE_CHECKING, Final

from wcag_audit.commons.media_words import reads_text, speaks_of_recording
from wcag_audit.commons.regions import FOOTER, HEADER, NAVIGATION, region, regions
from wcag_audit.commons.visibility import is_in_hidden_tree, is_visible
from wcag_audit.model.dom import NodeKind
from wcag_audit.model.facts_media import UNKNOWN

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wcag_audit.model.dom import Dom, Node
    from wcag_audit.model.facts_media import MediaItem, MediaLink

_HOMES: Final = frozenset({"section", "article", "main", "dialog", "body", "#document"})
_NOT_TEXT: Final = frozenset({"script", "style", "noscript", "button", "select", "option", "textarea", "title"})
_WORD: Final = re.compile(r"[^\W\d_]{2,}")
_FEWEST: Final = 12
"""Words of which a text has to have more to tell what a recording shows."""
_BARE: Final = 6
"""Words of which a text has to have more to be what a recording repeats, besides saying so."""
_MANY: Final = 100
"""Words from which a text may tell it without a word about the recording; only a person can see whether it does."""
_GONE: Final = 400
_EMPTY_PAGE: Final = 5
_A_MOMENT: Final = 1.0
"""Seconds of speech that describe nothing: a cry, a word."""
_LISTENED: Final = 40.0


class StandIn(Enum):
    """What was found, the most telling first."""

    LINK = auto()
    LABELLED_TEXT = auto()
    LONG_TEXT = auto()
    BROKEN_LINK = auto()
    SHORT_TEXT = auto()
    NOTHING = auto()


@dataclass(frozen=True, slots=True)
class Found:
    """What stands in for a recording, and the link or the beginning of the text that shows it."""

    kind: StandIn
    said: str = ""

    @property
    def may_do(self) -> bool:
        """True if a person has to see whether it says what the recording says; False if nothing is there that could."""
        return self.kind in {StandIn.LINK, StandIn.LABELLED_TEXT, StandIn.LONG_TEXT}


def element_of(dom: Dom, item: MediaItem) -> Node | None:
    """The media element in the page, None if it is no longer there."""
    return dom.at(item.place.frame, item.place.path)


def is_shown(dom: Dom, item: MediaItem) -> bool:
    """True for a video that can be seen."""
    node = element_of(dom, item)
    return item.kind == "video" and node is not None and is_visible(dom, node)


def is_backdrop(item: MediaItem) -> bool:
    """True for a video that plays by itself, without sound and without controls, as decoration does."""
    return (item.autoplay or item.playing) and not item.controls and (item.muted or item.sound in {"none", "silent"})


def speaks(item: MediaItem) -> bool | None:
    """Whether somebody speaks in it for longer than a moment; None if it was not listened to."""
    if UNKNOWN in {item.speech, item.duration}:
        return None
    return item.speech * min(item.duration, _LISTENED) >= _A_MOMENT


def has_track(item: MediaItem, *kinds: str) -> bool:
    """True if a text track of one of the kinds has cues."""
    return any(track.kind in kinds and track.cues > 0 for track in item.tracks)


def stand_in(dom: Dom, item: MediaItem, kinds: tuple[str, ...], *, seen: bool) -> Found:
    """What beside the element may stand in for it.

    Args:
        dom: the page's.
        item: the media element.
        kinds: of links that count (see `MediaLink`).
        seen: True if text has to be seen as well as exposed: for people who cannot hear.
    """
    links = [link for link in item.links if link.kind in kinds and _is_offered(dom, link)]
    whole = [link for link in links if not _is_broken(link)]
    if whole:
        return Found(StandIn.LINK, whole[0].text or whole[0].href)
    text = " ".join(_pieces(dom, item, seen=seen))
    words = len(_WORD.findall(text))
    if (words > _FEWEST and speaks_of_recording(text)) or (words > _BARE and reads_text(text)):
        return Found(StandIn.LABELLED_TEXT, text[:120])
    if words >= _MANY:
        return Found(StandIn.LONG_TEXT, text[:120])
    if links:
        return Found(StandIn.BROKEN_LINK, links[0].text)
    return Found(StandIn.SHORT_TEXT if words > _FEWEST else StandIn.NOTHING, text[:120])


def _is_offered(dom: Dom, link: MediaLink) -> bool:
    node = dom.at(link.place.frame, link.place.path)
    return node is not None and not is_in_hidden_tree(dom, node)


def _is_broken(link: MediaLink) -> bool:
    """True if nothing is behind it: the server says so, or the page there is as good as empty."""
    return link.status >= _GONE or (link.status > 0 and 0 <= link.words <= _EMPTY_PAGE)


def _pieces(dom: Dom, item: MediaItem, *, seen: bool) -> Iterator[str]:
    """Texts of the section around the element, what is hidden from everybody or from assistive technology left out."""
    node = element_of(dom, item)
    if node is None:
        return
    home = next((above for above in dom.ancestors(node) if above.name in _HOMES), None)
    if home is None:
        return
    places = regions(dom)
    for inner in dom.descendants(home):
        if inner.kind != NodeKind.TEXT or inner.style < 0 or not inner.value.strip():
            continue
        if dom.css(inner, "visibility") != "visible" or region(places, inner) in {NAVIGATION, HEADER, FOOTER}:
            continue
        around = dom.parent(inner)
        if around is None or around.name in _NOT_TEXT or is_in_hidden_tree(dom, inner):
            continue
        if not seen or is_visible(dom, inner):
            yield " ".join(inner.value.split())
