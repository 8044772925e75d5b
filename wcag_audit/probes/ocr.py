"""Reads text in pictures with Tesseract, a program that may be installed or not.

The program is called directly: a wrapper library would add a dependency to a single call, and cannot end one that takes
too long. It is given pixels that the browser drew, never the files of a website.
"""

from __future__ import annotations

import asyncio
import os
import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from wcag_audit.errors import ProbeError

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

LANGUAGES: Final = ("kaz", "rus", "eng")
"""Models that read together; Kazakh is misread in two words of three without its own."""
PACKAGES: Final = "tesseract-ocr tesseract-ocr-kaz tesseract-ocr-rus"
"""What Debian and Ubuntu call the program and these models; English comes with it."""
DOUBTFUL: Final = 70
"""Confidence below which a word is dropped: what is seen in photos that hold no text stays below it."""
_PROGRAM: Final = "tesseract"
_LIST_LIMIT: Final = 10.0
_ARGUMENTS: Final = (
    "-", "stdout", "-l", "+".join(LANGUAGES),
    "--psm", "11",  # as much text as possible in no particular order: banners have no columns
    "tsv",
)  # fmt: skip
_WORD_ROW: Final = "5"
_COLUMNS: Final = 12
_MOST_WORDS: Final = 400
_SHORTEST: Final = 2


@dataclass(frozen=True, slots=True)
class OcrWord:
    """A word, its confidence from 0 to 100, and its box in pixels: left, top, width, height."""

    text: str
    confidence: int
    left: int
    top: int
    width: int
    height: int


async def lacking() -> ProbeError | None:
    """What is missing to read pictures; None if nothing is."""
    program = shutil.which(_PROGRAM)
    if program is None:
        return ProbeError("probe.no-tesseract")
    try:
        listed = await _run(program, ("--list-langs",), b"", _LIST_LIMIT)
    except ProbeError as error:
        return error
    missing = [name for name in LANGUAGES if name not in listed.split()]
    return ProbeError("probe.tesseract-lacks", languages=", ".join(missing)) if missing else None


async def read(png: bytes, limit: float) -> tuple[OcrWord, ...]:
    """The words in a picture that the engine does not doubt.

    Raises:
        ProbeError: the engine is missing, failed, or took longer than `limit` seconds.
    """
    program = shutil.which(_PROGRAM)
    if program is None:
        raise ProbeError("probe.no-tesseract")
    return tuple(words(await _run(program, _ARGUMENTS, png, limit)))[:_MOST_WORDS]


def words(table: str) -> Iterator[OcrWord]:
    """The words in the engine's table of tab-separated values, doubtful ones left out."""
    for line in table.splitlines():
        cells = line.split("\t")
        if len(cells) != _COLUMNS or cells[0] != _WORD_ROW:
            continue
        confidence = float(cells[10])
        text = _bare(cells[11])
        if confidence >= DOUBTFUL and len(text) >= _SHORTEST:
            left, top, width, height = map(int, cells[6:10])
            yield OcrWord(text, round(confidence), left, top, width, height)


def _bare(text: str) -> str:
    """The word without signs around it; "" if there are only signs."""
    first = next((i for i, letter in enumerate(text) if letter.isalnum()), len(text))
    last = next((i for i in range(len(text), 0, -1) if text[i - 1].isalnum()), first)
    return text[first:last]


async def _run(program: str, arguments: tuple[str, ...], data: bytes, limit: float) -> str:
    process = await asyncio.create_subprocess_exec(
        program,
        *arguments,
        stdin=asyncio.subprocess.PIPE,
        stdout=asyncio.subprocess.PIPE,
        stderr=asyncio.subprocess.DEVNULL,
        env=_environment(),
    )
    try:
        async with asyncio.timeout(limit):
            told, _ = await process.communicate(data)
    except TimeoutError as error:
        raise ProbeError("probe.tesseract-slow", seconds=limit) from error
    finally:
        if process.returncode is None:
            process.kill()
            await process.wait()
    if process.returncode:
        raise ProbeError("probe.tesseract-failed", status=process.returncode)
    return told.decode("utf-8", "replace")


def _environment() -> Mapping[str, str]:
    return {**os.environ, "OMP_THREAD_LIMIT": "1"}  # several threads for one small picture only get in each other's way
