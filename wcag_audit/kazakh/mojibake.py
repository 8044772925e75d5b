"""UTF-8 that was read as Windows-1251 or Windows-1252: "Т›Р°Р·Р°Т›" or "Ò›Ð°Ð·Ð°Ò›" in place of "қазақ"."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final, Literal

from wcag_audit.kazakh.alphabet import LETTERS

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

ReadAs = Literal["Windows-1251", "Windows-1252"]


def _table(codec: str) -> dict[str, int]:
    """Character -> byte, as browsers have it: a byte without a character is the control code of the same number."""
    table = {chr(byte): byte for byte in range(0x80, 0xC0)}
    for byte in range(0x80, 0x100):
        shown = bytes([byte]).decode(codec, "ignore")
        if shown:
            table[shown] = byte
    return table


_BYTES: Final[Mapping[ReadAs, Mapping[str, int]]] = {"Windows-1251": _table("cp1251"), "Windows-1252": _table("cp1252")}
_LEADS: Final[Mapping[ReadAs, str]] = {"Windows-1251": "РСТУ", "Windows-1252": "ÐÑÒÓ"}
"""What the first bytes of Cyrillic letters, D0 to D3, look like."""


def _run(read_as: ReadAs) -> re.Pattern[str]:
    seconds = "".join(re.escape(sign) for sign, byte in _BYTES[read_as].items() if 0x80 <= byte < 0xC0)  # noqa: PLR2004
    return re.compile(f"(?:[{_LEADS[read_as]}][{seconds}])+")


_RUNS: Final[Mapping[ReadAs, re.Pattern[str]]] = {
    "Windows-1251": _run("Windows-1251"),
    "Windows-1252": _run("Windows-1252"),
}
_HARMLESS: Final = frozenset("іІёЁ«»“”„‘’…–—№ \u00a0\u00ad°§©®")
"""Signs that may stand after Р, С, Т or У in sound text as well."""
_MIN_RUN: Final = 4
"""Characters; two letters in a row, one of which no sound text would show so, are no accident."""


@dataclass(frozen=True, slots=True)
class GarbledRun:
    """A run of letters that were read in the wrong encoding.

    Attributes:
        text: as it is shown.
        repaired: the letters that are meant.
        read_as: the encoding that was taken for UTF-8's.
        start, end: where it stands in the text.
    """

    text: str
    repaired: str
    read_as: ReadAs
    start: int
    end: int


def garbled_runs(text: str) -> Iterator[GarbledRun]:
    """Every garbled run of a text, in order for each encoding; quick where there is none."""
    if text.isascii():
        return
    for read_as, pattern in _RUNS.items():
        telling = False
        short: list[GarbledRun] = []
        for match in pattern.finditer(text):
            repaired = _decoded(match.group(), read_as)
            if repaired is None:
                continue
            run = GarbledRun(match.group(), repaired, read_as, match.start(), match.end())
            if _tells(run):
                telling = True
                yield from short
                short.clear()
                yield run
            elif telling:
                yield run
            else:
                short.append(run)


def repair_garbled(text: str) -> str:
    """The text with garbled runs as they are meant; everything else stays."""
    for read_as in _RUNS:
        runs = sorted((run for run in garbled_runs(text) if run.read_as == read_as), key=lambda run: -run.start)
        for run in runs:
            text = f"{text[: run.start]}{run.repaired}{text[run.end :]}"
    return text


def _tells(run: GarbledRun) -> bool:
    return len(run.text) >= _MIN_RUN and not _HARMLESS.issuperset(run.text[1::2])


def _decoded(text: str, read_as: ReadAs) -> str | None:
    table = _BYTES[read_as]
    try:
        decoded = bytes(table[sign] for sign in text).decode()
    except (UnicodeDecodeError, KeyError):
        return None
    return decoded if LETTERS.issuperset(decoded) else None
