"""What a video shows is also said, or written beside it (WCAG 1.2.3; ACT rule c5a4ea)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wcag_audit.commons.media_text import has_track, is_backdrop, is_shown, speaks, stand_in
from wcag_audit.model.dom import Dom
from wcag_audit.model.facts_media import Media
from wcag_audit.model.finding import Maturity
from wcag_audit.rules.api import Rule, cant_tell, failed, passed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wcag_audit.model.facts_media import MediaItem
    from wcag_audit.model.snapshot import PageSnapshot
    from wcag_audit.rules.api import Judgement


def targets(page: PageSnapshot) -> Iterator[MediaItem]:
    """Videos that are seen, whose length is known and which have sound."""
    for item in page[Media].items:
        if item.state == "known" and item.width and item.sound == "audible" and is_shown(page[Dom], item):
            yield item


def expectation(item: MediaItem, page: PageSnapshot) -> Judgement:
    """Somebody speaks in it, or beside it is a text, a link or a track that may say what is shown."""
    if is_backdrop(item):
        return passed("backdrop")
    if has_track(item, "descriptions"):
        return cant_tell("there", said="track kind=descriptions")
    found = stand_in(page[Dom], item, ("transcript", "description", "media"), seen=False)
    if found.may_do:
        return cant_tell("there", said=found.said)
    if speaks(item) is not False:
        return cant_tell("speech")
    return failed("nothing", seconds=round(item.duration))


RULE = Rule(
    id="video-description-or-text",
    criteria=("1.2.3",),
    act=("c5a4ea",),
    needs=(Media, Dom),
    targets=targets,
    expectation=expectation,
    maturity=Maturity.STABLE,
)
