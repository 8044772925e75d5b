"""All probes there are."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wcag_audit.probes.axe import AxeProbe
from wcag_audit.probes.behaviour import CharacterKeysProbe, DeviceMotionProbe, MovementProbe
from wcag_audit.probes.control_contrast import ControlContrastProbe
from wcag_audit.probes.control_states import ControlStatesProbe
from wcag_audit.probes.dom import DomProbe
from wcag_audit.probes.drawn_text import DrawnTextProbe
from wcag_audit.probes.keyboard_walk import KeyboardWalkProbe
from wcag_audit.probes.link_targets import LinkTargetsProbe
from wcag_audit.probes.media import MediaProbe
from wcag_audit.probes.orientation import OrientationProbe
from wcag_audit.probes.read_aloud import ReadAloudProbe
from wcag_audit.probes.reflow import ReflowProbe
from wcag_audit.probes.state_contrast import StateContrastProbe
from wcag_audit.probes.text_contrast import TextContrastProbe
from wcag_audit.probes.text_spacing import TextSpacingProbe
from wcag_audit.probes.zoom import ZoomProbe

if TYPE_CHECKING:
    from wcag_audit.probes.api import Probe


def all_probes(*, follow_links: bool = False) -> tuple[Probe, ...]:
    """One of each, in no particular order; `browser.plan` chooses and sorts.

    Args:
        follow_links: whether pages behind links may be opened (see `probes.link_targets`).
    """
    return (
        DomProbe(),
        AxeProbe(),
        ControlContrastProbe(),
        ControlStatesProbe(),
        DrawnTextProbe(),
        KeyboardWalkProbe(),
        CharacterKeysProbe(),
        DeviceMotionProbe(),
        MediaProbe(),
        MovementProbe(),
        LinkTargetsProbe(follow=follow_links),
        OrientationProbe(),
        ReadAloudProbe(),
        ReflowProbe(),
        StateContrastProbe(),
        TextContrastProbe(),
        TextSpacingProbe(),
        ZoomProbe(),
    )
