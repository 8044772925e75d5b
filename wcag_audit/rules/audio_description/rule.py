"""What a video shows is also said in its sound (WCAG 1.2.5; ACT rules 1ec09b, 1ea59c). A text does not do."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wcag_audit.model.dom import Dom
from wcag_audit.model.facts_media import Media
from wcag_audit.model.finding import Maturity
from wcag_audit.rules.api import Rule
from wcag_audit.rules.shown_videos import HEARD, described, is_link_or_labelled, shown_videos

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wcag_audit.model.facts_media import MediaItem
    from wcag_audit.model.snapshot import PageSnapshot
    from wcag_audit.rules.api import Judgement


def targets(page: PageSnapshot) -> Iterator[MediaItem]:
    """Videos that are seen, whose length is known and which have sound."""
    return shown_videos(page, HEARD)


def expectation(item: MediaItem, page: PageSnapshot) -> Judgement:
    """Somebody speaks in it, or a described version is at hand, or the page says that the video repeats a text."""
    return described(item, page, ("description", "media"), is_link_or_labelled)


RULE = Rule(
    id="audio-description",
    criteria=("1.2.5",),
    act=(
        "1ec09b",
        "1ea59c",
    ),
    needs=(Media, Dom),
    targets=targets,
    expectation=expectation,
    maturity=Maturity.STABLE,
)
