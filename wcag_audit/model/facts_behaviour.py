"""The facts about what a page does: at single keys, when tilted, by itself, and when its controls are operated."""

from __future__ import annotations

from dataclasses import dataclass

from wcag_audit.model.facts import Place


@dataclass(frozen=True, slots=True)
class KeyEffect:
    """What a single character key did while no control had the focus.

    Attributes:
        key: the character.
        effect: "content" (something on the page changed), "focus" (it moved) or "left" (another page was opened).
        place: the element that changed or got the focus; None for "left".
        text: its text afterwards, at most 80 characters.
    """

    key: str
    effect: str
    place: Place | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class CharacterKeys:
    """Letters, digits and signs pressed one by one on the page itself (WCAG 2.1.4).

    Attributes:
        listeners: number of key listeners on window, document, html and body; nothing is pressed where there are none.
        pressed: number of keys that were pressed.
        effects: of the keys that did something which a key without a character did not do.
    """

    listeners: int
    pressed: int = 0
    effects: tuple[KeyEffect, ...] = ()


@dataclass(frozen=True, slots=True)
class DeviceMotion:
    """The page while the device is tilted (WCAG 2.5.4).

    Attributes:
        listens: names of the events that the page listens for: "devicemotion", "deviceorientation", ...
        changed: the element that changed when the device was tilted; None if none did, or if it was not tilted.
        text: its text afterwards, at most 80 characters.
    """

    listens: tuple[str, ...] = ()
    changed: Place | None = None
    text: str = ""


@dataclass(frozen=True, slots=True)
class Moving:
    """An element that moves, or whose text changes, although nobody touches the page.

    Attributes:
        kind: "text" (its text changes), "style" (scripts move it), "marquee", "endless" (a CSS animation
            without end that plainly blinks or carries the element along) or "animation" (another one without end).
        changes: how often it changed while it was watched; 0 where movement is known without watching.
        seconds: from the beginning of the watch until its last change.
        text: its text at the end, at most 80 characters.
    """

    place: Place
    kind: str
    changes: int = 0
    seconds: float = 0.0
    text: str = ""


@dataclass(frozen=True, slots=True)
class Movement:
    """The page left alone (WCAG 2.2.2).

    Attributes:
        watched: seconds; 0 where nothing hinted at movement.
        moving: what moved.
    """

    watched: float = 0.0
    moving: tuple[Moving, ...] = ()


@dataclass(frozen=True, slots=True)
class OperatedControl:
    """A control that was clicked, and clicked once more; of a tab, the one that was chosen before is clicked then.

    Attributes:
        name: what is seen on it, or its aria-label, at most 80 characters.
        kind: the state that it should tell: "expanded", "selected", "checked" or "pressed".
        reacted: True if the first click changed what the control says or what is seen.
        says: the attribute before, after the first and after the second click; "" where there is none.
        shown: whether the region that the control opens was seen at these moments; None where there is no region.
        changed: True if the first click changed what is seen: the region, or the looks of a control without one.
        changed_back: True if the second click changed it again.
        as_before: True if it is seen as before after both.
    """

    place: Place
    name: str
    kind: str
    reacted: bool
    says: tuple[str, ...]
    shown: tuple[bool | None, ...]
    changed: bool
    changed_back: bool
    as_before: bool


@dataclass(frozen=True, slots=True)
class ControlStates:
    """What controls said and showed while they were operated (WCAG 4.1.2).

    Attributes:
        operated: in document order; two of those that are made alike stand for all.
    """

    operated: tuple[OperatedControl, ...] = ()
