"""The facts that probes bring back, besides `model.dom.Dom`. They say what happened, never whether that is bad."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field

from wcag_audit.model.finding import Box
from wcag_audit.model.outcome import Outcome


@dataclass(frozen=True, slots=True)
class Place:
    """Where an element is, in a form that finds it again in the `Dom` of the same load.

    Attributes:
        frame: the browser's frame id.
        path: element-child positions from the document; -1 steps into a shadow root (model.dom.SHADOW_STEP).
        html: start tag and a little content, for findings whose element is no longer in the `Dom`.
        selector: a CSS selector that the page script built; may be "".
    """

    frame: str
    path: tuple[int, ...]
    html: str = ""
    selector: str = ""


@dataclass(frozen=True, slots=True)
class Response:
    """The main document's answer.

    Attributes:
        status: HTTP status; 0 if unknown.
        headers: names in lower case; only those that rules or reports need.
    """

    url: str
    status: int
    headers: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class AxeNode:
    """One element that an axe-core rule spoke about.

    Attributes:
        path: ancestry selector of the element; one entry per frame, then per shadow tree.
        checks: (check id, English message, data as JSON) of the checks that decided.
    """

    selector: str
    ancestry: tuple[str, ...]
    html: str
    summary: str
    checks: tuple[tuple[str, str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class AxeRuleResult:
    """One axe-core rule on one page: FAILED are axe's violations, CANT_TELL its incompletes.

    Attributes:
        id: axe's id such as "image-alt".
        tags: axe's tags; criteria follow from them (standards.axe).
        passed: number of elements that passed.
        failed, undecided: elements.
    """

    id: str
    outcome: Outcome
    impact: str
    help: str
    help_url: str
    tags: tuple[str, ...]
    passed: int = 0
    failed: tuple[AxeNode, ...] = ()
    undecided: tuple[AxeNode, ...] = ()


@dataclass(frozen=True, slots=True)
class AxeResults:
    """What axe-core said of a page, frames included.

    Attributes:
        version: of axe-core.
        rules: every rule that ran, inapplicable ones included.
        untested_frames: selectors of frames in which axe could not run.
    """

    version: str
    rules: tuple[AxeRuleResult, ...]
    untested_frames: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class FocusStop:
    """One stop of the keyboard walk.

    Attributes:
        order: 0 for the first Tab.
        place: the focused element (innermost, inside frames and shadow roots).
        box: its box when focused; None if it has none.
        visible: True if any of its box is inside the viewport and not zero-sized.
        style_changed: True if a computed style of it, of an ancestor up to three levels, of its label or of a
            pseudo-element differs between focused and not focused.
        pixels_changed: number of pixels that differ in its box plus 8 px between focused and not focused;
            -1 if not measured.
        editable: True for a text field, whose caret is a visible focus indication.
        scroll_y: vertical scroll of the page at this stop.
        obscured: share 0..1 of sample points of the box covered by other elements; -1 if not measured.
        exposed: True if neither it nor anything around it in its document was aria-hidden while it had the focus.
    """

    order: int
    place: Place
    box: Box | None
    visible: bool
    style_changed: bool
    pixels_changed: int = -1
    editable: bool = False
    scroll_y: float = 0.0
    obscured: float = -1.0
    exposed: bool = False


@dataclass(frozen=True, slots=True)
class KeyboardTrap:
    """A group of elements that Tab did not leave, and what was tried to get out.

    Attributes:
        members: the elements of the cycle, in order.
        tried: names of the keys that were tried: "Tab", "Shift+Tab", "Escape", arrows.
        escaped_by: the key that got out; "" if none did.
        modal: True if the cycle lies inside an open modal dialog (dialog:modal, aria-modal=true).
        overlay: True if it lies in any other dialog, or in something fixed over the page.
        advice: a sentence on the page that seems to name another key to leave with; "" if there is none.
        advised: the keys which that sentence names, as they were tried ("Control+m").
        outside: number of elements that Tab should reach and that are not in the cycle; -1 if unknown.
    """

    members: tuple[Place, ...]
    tried: tuple[str, ...]
    escaped_by: str = ""
    modal: bool = False
    overlay: bool = False
    advice: str = ""
    advised: tuple[str, ...] = ()
    outside: int = -1


@dataclass(frozen=True, slots=True)
class KeyboardWalk:
    """What happened while Tab was pressed from the top of the page.

    Attributes:
        stops: in order; each element at most once.
        complete: True if the walk went round and left the page; False if it ended at a limit.
        trap: where it got stuck, None if it did not.
        left_page: address, if pressing Tab alone navigated away; "" otherwise.
        reason: why it is not complete.
        thrown: elements of the page itself that Tab should reach and did not, and that give the focus up as soon as
            they get it.
    """

    stops: tuple[FocusStop, ...]
    complete: bool
    trap: KeyboardTrap | None = None
    left_page: str = ""
    reason: str = ""
    thrown: tuple[Place, ...] = ()


@dataclass(frozen=True, slots=True)
class Overflow:
    """An element that sticks out of a narrow viewport.

    Attributes:
        right: right edge in CSS px at that viewport.
        two_dimensional: True if it is or is inside content that may need two dimensions: table, map, video, canvas,
            svg, img, pre, code, iframe, toolbar, or an element that scrolls horizontally by itself.
        text: True if text or a control in it sticks out.
        beyond: True if it begins where the viewport ends, as a menu does that waits off screen.
        sample: some of the text that sticks out, at most 80 characters.
    """

    place: Place
    right: float
    two_dimensional: bool
    text: bool
    beyond: bool = False
    sample: str = ""


@dataclass(frozen=True, slots=True)
class Reflow:
    """The page at 320 CSS px width (WCAG 1.4.10).

    Attributes:
        width: viewport width in CSS px.
        scroll_width: width of the page's content there.
        can_scroll: True if the page really can be scrolled sideways (a real scroll was tried).
        scrolled: how many px it moved.
        overflows: what sticks out, outermost first, bounded; "outermost" is the element whose own parent still fits.
        cut_off: True if the page forbids sideways scrolling (overflow hidden or clip on its root) and is too wide.
    """

    width: int
    scroll_width: float
    can_scroll: bool
    scrolled: float
    overflows: tuple[Overflow, ...] = ()
    cut_off: bool = False


@dataclass(frozen=True, slots=True)
class SpacedText:
    """An element whose text is lost when the text spacing of WCAG 1.4.12 is set.

    Attributes:
        kind: "clipped" (cut by its own or an ancestor's overflow) or "overlapped" (covers other text).
        lost: how many px of text are cut, more than before the spacing.
        text: what stands there, at most 120 characters.
        axis: "vertical" or "horizontal".
        ellipsis: True if the cut is marked by an ellipsis or a limited number of lines.
        clipper: start tag of the element that cuts, or the text that is covered.
        overfull: True if what cuts hid a part of its content before the spacing too, as a list that a script scrolls.
    """

    place: Place
    kind: str
    lost: float
    text: str
    axis: str = "vertical"
    ellipsis: bool = False
    clipper: str = ""
    overfull: bool = False


@dataclass(frozen=True, slots=True)
class TextSpacing:
    """The page after line height 1.5, paragraph spacing 2, letter spacing 0.12 and word spacing 0.16 (WCAG 1.4.12).

    Attributes:
        applied: number of text elements on which the spacing took effect.
        lost: where text got lost, compared with the page's own baseline.
        texts: number of text elements that were looked at.
    """

    applied: int
    lost: tuple[SpacedText, ...] = ()
    texts: int = 0


@dataclass(frozen=True, slots=True)
class ClippedText:
    """Text that can be seen in part only in a narrow window.

    Attributes:
        axis: "vertical" or "horizontal": the way in which more of it is cut off.
        lost, before: CSS px of it that are cut off in the narrow window, and at the usual width.
        text: what it says, at most 120 characters; `words` of it.
        ellipsis: True if the cut is marked with an ellipsis.
        way: True if something to operate is in what cuts it, around it or beside it: it may lead to the whole text.
        clipper: start tag of the element that cuts.
    """

    place: Place
    axis: str
    lost: float
    before: float
    text: str
    words: int
    ellipsis: bool
    way: bool
    clipper: str = ""


@dataclass(frozen=True, slots=True)
class Zoom:
    """The page at 200 %: the window half as wide (WCAG 1.4.4).

    Attributes:
        width: of the narrow window, CSS px.
        texts: elements with text that were looked at.
        clipped: those whose text is cut off there.
    """

    width: int
    texts: int
    clipped: tuple[ClippedText, ...] = ()


@dataclass(frozen=True, slots=True)
class Turned:
    """An outer element of the page and how far its style turns it, in degrees clockwise."""

    place: Place
    landscape: float
    portrait: float


@dataclass(frozen=True, slots=True)
class Orientation:
    """The page with the screen held both ways (WCAG 1.3.4).

    Attributes:
        asked: True if a style sheet asks for the orientation, or cannot be read; else nothing was tried.
        turned: html, body and the large children of body that are there in both orientations.
    """

    asked: bool
    turned: tuple[Turned, ...] = ()


@dataclass(frozen=True, slots=True)
class MeasuredText:
    """A text over something else than one plain colour, measured on the screen; or the placeholder of a field.

    Attributes:
        text: its beginning, at most 120 characters.
        best: of each letter the highest contrast with a pixel under it; of these the lowest (ACT rule afw4f7).
        worst: the lowest contrast of any letter with any pixel under it.
        foreground, background: the two colours that gave `best`, "#rrggbb".
        size: of the font, CSS px; `weight` 100 to 900.
        placeholder: True if it is the placeholder of the field at `place`.
        middle: as `best`, but of the middle letter: half of the letters have no more; 0 in snapshots from before.
    """

    place: Place
    text: str
    best: float
    worst: float
    foreground: str
    background: str
    size: float
    weight: int
    placeholder: bool = False
    middle: float = 0.0


@dataclass(frozen=True, slots=True)
class TextContrast:
    """Texts whose contrast styles alone cannot tell (WCAG 1.4.3, 1.4.6).

    Attributes:
        texts: those whose letters were found in the pictures.
        looked_at: how many there were; the others are covered, or do not differ from what they stand on.
    """

    texts: tuple[MeasuredText, ...] = ()
    looked_at: int = 0
