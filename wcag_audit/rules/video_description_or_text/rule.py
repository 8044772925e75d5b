"""What a video shows is also said, or written beside it (WCAG 1.2.3; ACT rule c5a4ea)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wcag_audit.model.dom import Dom
from wcag_audit.model.facts_media import Media
from wcag_audit.model.finding import Maturity
from wcag_audit.rules.api import Rule
from wcag_audit.rules.shown_videos import HEARD, described, shown_videos

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wcag_audit.model.facts_media import MediaItem
    from wcag_audit.model.snapshot import PageSnapshot
    from wcag_audit.rules.api import Judgement


def targets(page: PageSnapshot) -> Iterator[MediaItem]:
    """Videos that are seen, whose length is known and which have sound."""
    return shown_videos(page, HEARD)


def expectation(item: MediaItem, page: PageSnapshot) -> Judgement:
    """Somebody speaks in it, or beside it is a text, a link or a track that may say what is shown."""
    return described(item, page, ("transcript", "description", "media"), lambda found: found.may_do)


RULE = Rule(
    id="video-description-or-text",
    criteria=("1.2.3",),
    act=("c5a4ea",),
    needs=(Media, Dom),
    targets=targets,
    expectation=expectation,
    maturity=Maturity.STABLE,
)
