"""Pictures of what was found: one per fault and site."""

from __future__ import annotations

import base64
from typing import TYPE_CHECKING

from wcag_audit.errors import ProbeError
from wcag_audit.model.outcome import Outcome
from wcag_audit.model.result import Screenshot

if TYPE_CHECKING:
    from collections.abc import Iterable

    from wcag_audit.browser import ChromiumTab
    from wcag_audit.model.finding import Finding

SHOTS_PER_PAGE = 12
_SHOT_MARGIN = 24.0
_SHOT_WIDTH, _SHOT_HEIGHT = 900.0, 600.0


class ShotLedger:
    """Remembers which findings have a picture: one per fingerprint and site is enough."""

    def __init__(self, *, enabled: bool) -> None:
        """Begin with none."""
        self._enabled = enabled
        self._seen: set[tuple[str, str]] = set()

    def claim(self, site: str, finding: Finding) -> bool:
        """True if this finding should be pictured; the second asker is told no."""
        key = (site, finding.fingerprint)
        if not self._enabled or finding.target.box is None or key in self._seen:
            return False
        self._seen.add(key)
        return True


async def take_pictures(
    tab: ChromiumTab, site: str, findings: Iterable[Finding], ledger: ShotLedger, most: int = SHOTS_PER_PAGE
) -> tuple[Screenshot, ...]:
    """Pictures of at most `most` findings that have none yet, failures first; the page stands as it was judged."""
    shots: list[Screenshot] = []
    for finding in sorted(findings, key=lambda found: found.outcome is not Outcome.FAILED):
        if len(shots) >= most or tab.broken:
            break
        if ledger.claim(site, finding):
            shot = await _picture(tab, finding)
            if shot is not None:
                shots.append(shot)
    return tuple(shots)


async def _picture(tab: ChromiumTab, finding: Finding) -> Screenshot | None:
    box = finding.target.box
    if box is None or box.width < 1 or box.height < 1:
        return None
    x, y = max(0.0, box.x - _SHOT_MARGIN), max(0.0, box.y - _SHOT_MARGIN)
    width = min(box.x + box.width + _SHOT_MARGIN - x, _SHOT_WIDTH)
    height = min(box.y + box.height + _SHOT_MARGIN - y, _SHOT_HEIGHT)
    if width < 1 or height < 1:
        return None  # left of or above the page: nothing a person could see
    clip = {"x": x, "y": y, "width": width, "height": height, "scale": 1}
    try:
        answer = await tab.send(
            "Page.captureScreenshot", {"format": "webp", "quality": 80, "captureBeyondViewport": True, "clip": clip}
        )
    except ProbeError:
        return None  # the finding stands without its picture
    data = base64.b64decode(answer["data"])
    return Screenshot(finding.fingerprint, "image/webp", data, round(width), round(height))
