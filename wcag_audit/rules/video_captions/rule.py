"""A video in which something is said has captions (WCAG 1.2.2; ACT rules eac66b, f51b46, ab4d13)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from wcag_audit.commons.media_text import StandIn, is_shown, speaks, stand_in
from wcag_audit.commons.visibility import is_visible
from wcag_audit.model.dom import Dom, Node
from wcag_audit.model.facts_media import Media
from wcag_audit.model.finding import Maturity
from wcag_audit.rules.api import Impact, Rule, cant_tell, failed, passed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wcag_audit.model.facts_media import MediaItem, MediaTrack
    from wcag_audit.model.snapshot import PageSnapshot
    from wcag_audit.rules.api import Judgement

_CAPTIONS: Final = frozenset({"captions", "subtitles"})
_PLAYER: Final = re.compile(
    r"^(?:https?:)?//(?:[\w-]+\.)*(?:youtube(?:-nocookie)?\.com/embed|player\.vimeo\.com|rutube\.ru/play"
    r"|vk\.com/video_ext|ok\.ru/videoembed|dailymotion\.com/embed)",
    re.IGNORECASE,
)
_SPANNED: Final = 0.5
"""Share of the length that the cues have to reach over; credits and silence take the rest."""


def targets(page: PageSnapshot) -> Iterator[MediaItem | Node]:
    """Videos that are seen and not known to be without sound, and players of other sites in frames."""
    dom = page[Dom]
    for item in page[Media].items:
        may_speak = item.state != "empty" and item.sound not in {"none", "silent"}
        has_picture = item.state != "known" or item.width > 0
        if may_speak and has_picture and is_shown(dom, item):
            yield item
    for frame in dom.elements("iframe"):
        if _PLAYER.match(frame.get("src")) and is_visible(dom, frame):
            yield frame


def expectation(item: MediaItem | Node, page: PageSnapshot) -> Judgement:
    """What is said can be read: captions are there, are read by the browser and reach to the end."""
    if isinstance(item, Node):
        return cant_tell("other-site")
    if item.muted and not item.controls:
        return passed("unheard")
    if item.state != "known" or item.sound == "unknown":
        return cant_tell("not-heard")
    tracks = tuple(track for track in item.tracks if track.kind in _CAPTIONS)
    if any(track.cues for track in tracks):
        return _spanning(tracks, item.duration)
    return _without(item, tracks, page)


def _spanning(tracks: tuple[MediaTrack, ...], duration: float) -> Judgement:
    read = [track for track in tracks if track.cues]
    end = max(track.last for track in read)
    if end - min(track.first for track in read) >= _SPANNED * duration:
        return cant_tell("compare")
    return cant_tell("short", seconds=round(end), of=round(duration))


def _without(item: MediaItem, tracks: tuple[MediaTrack, ...], page: PageSnapshot) -> Judgement:
    if stand_in(page[Dom], item, (), seen=True).kind is StandIn.LABELLED_TEXT:
        return cant_tell("text")
    if tracks and speaks(item) and all(track.status != "slow" for track in tracks):
        return failed("broken", tracks=len(tracks))
    return cant_tell("none")


RULE = Rule(
    id="video-captions",
    criteria=("1.2.2",),
    act=("eac66b", "f51b46", "ab4d13"),
    needs=(Media, Dom),
    targets=targets,
    expectation=expectation,
    impact=Impact.CRITICAL,
    maturity=Maturity.STABLE,
    same_as=("video-caption",),
)
