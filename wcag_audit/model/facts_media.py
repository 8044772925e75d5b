"""The fact about sound and moving pictures: what the media elements of a page play, and what stands in for them."""

from __future__ import annotations

from dataclasses import dataclass

from wcag_audit.model.facts import Place

UNKNOWN = -1.0
"""For a number that could not be found out."""


@dataclass(frozen=True, slots=True)
class MediaTrack:
    """A `track` element.

    Attributes:
        kind: "captions", "subtitles", "descriptions", "chapters" or "metadata".
        language, label: as written.
        status: "loaded", "error" (it does not fetch or parse) or "slow" (no answer in time).
        cues: number of cues that the browser read.
        first, last: seconds at which the first cue begins and the last one ends; UNKNOWN without cues.
        text: what the cues say, bounded.
    """

    kind: str
    language: str
    label: str
    status: str
    cues: int = 0
    first: float = UNKNOWN
    last: float = UNKNOWN
    text: str = ""


@dataclass(frozen=True, slots=True)
class MediaLink:
    """A link, button or heading beside a media element whose words promise what stands in for it.

    Attributes:
        place: the element.
        text: its words.
        href: resolved address; "" if it is no link.
        kind: "transcript", "description" (described or sign language version) or "media" (another file to play).
        status: HTTP status of the address; 0 if it was not asked (other site, no link).
        words: number of words of the page behind it; -1 if unknown, as for PDF files.
    """

    place: Place
    text: str
    href: str
    kind: str
    status: int = 0
    words: int = -1


@dataclass(frozen=True, slots=True)
class MediaItem:
    """An `audio` or `video` element.

    Attributes:
        kind: "audio" or "video".
        source: address of what it plays; "" if nothing was chosen.
        state: "known" (its length and tracks were read), "stream" (live, or put together by scripts), "error" (nothing
            in it can be played by this browser, or nothing answers), "slow" (no answer in time) or "empty" (no source).
        duration: seconds; UNKNOWN if not known.
        width, height: of its moving picture in its own pixels; 0 if it has none.
        sound: "none" (no audio track), "silent" (one without sound), "audible" or "unknown" (another site's file, or a
            large one: the track is there and was not listened to).
        speech: share 0..1 of the listened time in which somebody speaks; UNKNOWN if not listened to.
        controls, muted, loop, autoplay: as they are now.
        playing: True if it plays, or has played, although nobody touched it.
        plays: seconds that it plays in one go (a fragment such as #t=8,10 plays 2); UNKNOWN if not known.
        tracks: text tracks.
        links: what beside it promises to stand in for it.
    """

    place: Place
    kind: str
    source: str
    state: str
    duration: float = UNKNOWN
    width: int = 0
    height: int = 0
    sound: str = "unknown"
    speech: float = UNKNOWN
    controls: bool = False
    muted: bool = False
    loop: bool = False
    autoplay: bool = False
    playing: bool = False
    plays: float = UNKNOWN
    tracks: tuple[MediaTrack, ...] = ()
    links: tuple[MediaLink, ...] = ()


@dataclass(frozen=True, slots=True)
class Media:
    """What the page plays.

    Attributes:
        items: in document order, those of frames after those of the page.
        unread: media elements that no time was left for.
    """

    items: tuple[MediaItem, ...] = ()
    unread: int = 0
