"""Facts about read-aloud functions and versions for the visually impaired: what is there, and what pressing it did."""

from __future__ import annotations

from dataclasses import dataclass

from wcag_audit.model.facts import Place


@dataclass(frozen=True, slots=True)
class SpecialVersion:
    """A control that promises a read-aloud function or a version for the visually impaired.

    Attributes:
        kind: "speech" or "version" (commons.special_versions).
        widget: "bvi", "uhpv", "cecutient", ..., or "own".
        name: text, label or title of the control, at most 80 characters.
        reachable: True if Tab can stop at it.
        operated: True if it was pressed with the mouse.
        effect: what pressing it did to the page: "style" (texts look otherwise), "controls" (other controls can be
            seen), "nothing", "left" (another page was opened), "unstable" (the page changes by itself); "" if it was
            not pressed.
        reason: why it was not pressed: "hidden", "covered", "leads-elsewhere", "form", "limit", or
            "tried-elsewhere" (the same switch brought no player on another page of the site); "" if it was pressed, or
            need not be.
    """

    place: Place
    kind: str
    widget: str
    name: str
    reachable: bool
    operated: bool = False
    effect: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class SpeechRequest:
    """Something that the page asked the browser to say or play after a control was pressed.

    Attributes:
        place: the control.
        source: "synthesis" (Web Speech API), "media" (audio or video element), "sound" (Web Audio).
        lang: language of the utterance, or that which the sound's address names; "" if none.
        voice: language of the chosen voice; "" if none was chosen.
        sample: beginning of the text, or address of the sound; at most 80 characters.
        on_page: True if the text stands on the page; False for what a widget says of itself, and for sounds.
    """

    place: Place
    source: str
    lang: str
    voice: str = ""
    sample: str = ""
    on_page: bool = False


@dataclass(frozen=True, slots=True)
class ReadAloud:
    """What became of the controls of a page that promise to read it aloud or to make it easier to see.

    Attributes:
        controls: those that were found on the page, and speech controls that appeared when a version was switched on.
        requests: what the page asked for; each language, voice and source once from the page and once not.
        voices: number of voices that the browser offers; pages without any may stay silent.
        voices_asked: True if the page asked for the list of voices.
    """

    controls: tuple[SpecialVersion, ...] = ()
    requests: tuple[SpeechRequest, ...] = ()
    voices: int = 0
    voices_asked: bool = False
