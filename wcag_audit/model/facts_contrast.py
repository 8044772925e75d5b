"""What can be seen of controls: their text while they are pointed at or focused, their edges, their icons."""

from __future__ import annotations

from dataclasses import dataclass

from wcag_audit.model.facts import MeasuredText, Place


@dataclass(frozen=True, slots=True)
class StateText:
    """A text that looks otherwise while its control is in a state.

    Attributes:
        state: "hover" or "focus".
        text: as measured in that state.
    """

    state: str
    text: MeasuredText

    @property
    def place(self) -> Place:
        """Where the text is."""
        return self.text.place


@dataclass(frozen=True, slots=True)
class FocusRing:
    """An outline that alone shows the focus, in a colour that the author has chosen.

    Attributes:
        colour, background: "#rrggbb"; the background is the one that differs more, around the control or its own.
        contrast: of the two, 1 to 21.
    """

    place: Place
    colour: str
    background: str
    contrast: float


@dataclass(frozen=True, slots=True)
class StateContrast:
    """Controls while they are pointed at, and while they are focused (WCAG 1.4.3, 1.4.11).

    Attributes:
        texts: those that look otherwise than at rest.
        rings: outlines around focused controls.
        looked_at: number of controls, one of each kind.
    """

    texts: tuple[StateText, ...] = ()
    rings: tuple[FocusRing, ...] = ()
    looked_at: int = 0


@dataclass(frozen=True, slots=True)
class MeasuredControl:
    """What the screen shows of a control that has no text.

    Attributes:
        kind: "field" (edge of a field), "box" (check box, radio button, switch that the author has drawn), "icon".
        best: the highest contrast that shows it: on the clearest side of a field, between any two pixels of the others.
        most: as `best`, but anywhere along the edge of a field.
        colour, background: the two colours that gave `best`, "#rrggbb".
        sure: True if the colours are known from styles too, so that thin and blurred lines count in full.
    """

    place: Place
    kind: str
    best: float
    most: float
    colour: str
    background: str
    sure: bool = True


@dataclass(frozen=True, slots=True)
class ControlContrast:
    """Controls that only their edge or their icon shows (WCAG 1.4.11); `looked_at` of them were found."""

    controls: tuple[MeasuredControl, ...] = ()
    looked_at: int = 0
