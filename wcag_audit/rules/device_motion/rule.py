"""What tilting the device does can be done otherwise and turned off (WCAG 2.5.4; ACT rules 7677a9, c249d5)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING, Final

from wcag_audit.commons.operable import operable
from wcag_audit.model.dom import Dom
from wcag_audit.model.facts_behaviour import DeviceMotion
from wcag_audit.model.finding import Maturity
from wcag_audit.rules.api import PagePart, Rule, cant_tell, failed, passed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wcag_audit.model.snapshot import PageSnapshot
    from wcag_audit.rules.api import Judgement

_SWITCH: Final = re.compile(
    r"\b(?:motion|tilt\w*|shak\w*|sensor|gyro\w*|turn|disable|enable|off|on|stop|settings?|options?|preferences|menu)\b"
    r"|\b(?:движени|наклон|встряхив|датчик|поворот|выключ|отключ|включ|стоп|останов|настройк|параметр|меню)\w*"
    r"|\b(?:қозғалыс|еңкей|сілкі|датчик|өшір|қосу|тоқтат|баптау|мәзір)\w*",
    re.IGNORECASE,
)


def targets(page: PageSnapshot) -> Iterator[PagePart]:
    """A page that listens for the motion of the device."""
    if page[DeviceMotion].listens:
        yield PagePart()


def expectation(_item: PagePart, page: PageSnapshot) -> Judgement:
    """Beside the motion there is a control that does the same, and one that turns the motion off."""
    seen = page[DeviceMotion]
    if seen.changed is None and "devicemotion" not in seen.listens:
        return passed("still")
    if seen.changed is None:
        return cant_tell("listens", events=", ".join(seen.listens))
    names = [name for _, name in operable(page[Dom])]
    switches = [name for name in names if not name or _SWITCH.search(name)]
    if not names:
        return failed("no-control", text=seen.text)
    if not switches:
        return failed("no-switch", text=seen.text)
    if len(switches) == len(names) == 1 and switches[0]:
        return failed("no-alternative", text=seen.text, name=switches[0])
    return cant_tell("controls", name=switches[0])


RULE = Rule(
    id="device-motion",
    criteria=("2.5.4",),
    act=("7677a9", "c249d5"),
    needs=(DeviceMotion, Dom),
    targets=targets,
    expectation=expectation,
    maturity=Maturity.STABLE,
)
