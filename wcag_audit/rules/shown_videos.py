"""Videos that are seen, and what says what they show: shared by the rules on audio description and its alternatives."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from wcag_audit.commons.media_text import Found, StandIn, has_track, is_backdrop, is_shown, speaks, stand_in
from wcag_audit.model.dom import Dom
from wcag_audit.model.facts_media import Media
from wcag_audit.rules.api import Judgement, cant_tell, failed, passed

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterator

    from wcag_audit.model.facts_media import MediaItem
    from wcag_audit.model.snapshot import PageSnapshot

HEARD: Final = frozenset({"audible"})
UNHEARD: Final = frozenset({"none", "silent"})


def shown_videos(page: PageSnapshot, sounds: Collection[str]) -> Iterator[MediaItem]:
    """Videos that are seen and whose length is known, with one of the sounds: HEARD or UNHEARD."""
    for item in page[Media].items:
        if item.state == "known" and item.width and item.sound in sounds and is_shown(page[Dom], item):
            yield item


def described(
    item: MediaItem, page: PageSnapshot, kinds: tuple[str, ...], may_do: Callable[[Found], bool]
) -> Judgement:
    """Whether what a video with sound shows is said in it, or beside it by what may do.

    Args:
        item: the video.
        page: where it stands.
        kinds: of links that count.
        may_do: True for what is found beside the video that a person has to compare with it.
    """
    told = told_apart(item)
    if told is not None:
        return told
    found = stand_in(page[Dom], item, kinds, seen=False)
    if may_do(found):
        return cant_tell("there", said=found.said)
    if speaks(item) is not False:
        return cant_tell("speech")
    return nothing(item)


def told_apart(item: MediaItem) -> Judgement | None:
    """What is said of a video without looking beside it: decoration, or a track of descriptions; None for others."""
    if is_backdrop(item):
        return passed("backdrop")
    return cant_tell("there", said="track kind=descriptions") if has_track(item, "descriptions") else None


def nothing(item: MediaItem) -> Judgement:
    """Nothing is there that could say what the video shows."""
    return failed("nothing", seconds=round(item.duration))


def is_link_or_labelled(found: Found) -> bool:
    """True for a link to a described version, or a text that says that the video repeats it."""
    return found.kind in {StandIn.LINK, StandIn.LABELLED_TEXT}
