"""What the eye sees of the keyboard focus: pictures of the page with and without it."""

from __future__ import annotations

import asyncio
import io
from typing import TYPE_CHECKING

from PIL import Image, ImageChops

if TYPE_CHECKING:
    from collections.abc import Awaitable, Callable

    from wcag_audit.model.finding import Box

_AROUND = 8
"""CSS pixels around the box that belong to it: rings are drawn outside."""
_LATE = 0.15
"""Seconds that a script gets to show the focus in its own way."""
UNKNOWN = -1


async def changed_pixels(
    focus: Callable[[], Awaitable[bool]],
    blur: Callable[[], Awaitable[bool]],
    picture: Callable[[], Awaitable[bytes]],
    box: Box,
) -> int:
    """Number of pixels that the focus changes, from two pairs of pictures, so that motion is not taken for focus.

    Args:
        focus: puts the focus on the element; False if that did not work.
        blur: takes it away; False if that did not work.
        picture: PNG of the viewport.
        box: of the element, in viewport pixels.

    Returns:
        pixels in the box and 8 px around; if there are none, those anywhere in the viewport; UNKNOWN (-1) if the focus
        would not move or the page does not hold still.
    """
    pairs: list[tuple[bytes, bytes]] = []
    for _ in range(2):
        if not await focus():
            return UNKNOWN
        await asyncio.sleep(_LATE)
        focused = await picture()
        if not await blur():
            return UNKNOWN
        await asyncio.sleep(_LATE)
        pairs.append((focused, await picture()))
    (focused, blurred), (again, blurred_again) = pairs
    if focused == blurred and again == blurred_again:
        return 0
    return _by_focus_alone(
        *(Image.open(io.BytesIO(data)).convert("RGB") for data in (focused, blurred, again, blurred_again)), box=box
    )


def _by_focus_alone(
    focused: Image.Image, blurred: Image.Image, again: Image.Image, blurred_again: Image.Image, *, box: Box
) -> int:
    moved = ImageChops.lighter(_difference(focused, again), _difference(blurred, blurred_again))
    shown = ImageChops.subtract(
        ImageChops.darker(_difference(focused, blurred), _difference(again, blurred_again)), moved
    )
    area = (
        int(max(box.x - _AROUND, 0)),
        int(max(box.y - _AROUND, 0)),
        int(min(box.x + box.width + _AROUND, shown.width)),
        int(min(box.y + box.height + _AROUND, shown.height)),
    )
    near = _count(shown.crop(area)) if area[0] < area[2] and area[1] < area[3] else 0
    found = near or _count(shown)
    if found:
        return found
    return UNKNOWN if _count(moved) else 0


def _difference(one: Image.Image, other: Image.Image) -> Image.Image:
    """White where the pictures differ, black elsewhere."""
    if one.size != other.size:
        return Image.new("L", one.size, 255)
    bands = ImageChops.difference(one, other).split()
    strongest = ImageChops.lighter(ImageChops.lighter(bands[0], bands[1]), bands[2])
    return strongest.point(lambda value: 255 if value else 0)


def _count(mask: Image.Image) -> int:
    return mask.histogram()[255]
