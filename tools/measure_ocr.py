"""Measures how well and how fast text in pictures is read, and prints the table of docs/speech.md.

    .venv/bin/python tools/measure_ocr.py

Draws the sentences of the tests as images in a browser, and lets the probe of the audits read them. Needs Tesseract
with Kazakh and Russian (`wcag-audit doctor` says how to get it).
"""

from __future__ import annotations

import asyncio
import random
import resource
import sys
import textwrap
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tools.measure_speech import sentences
from wcag_audit.browser import Browser, BrowserOptions
from wcag_audit.commons.wording import tokens
from wcag_audit.probes import ocr
from wcag_audit.probes.drawn_text import DrawnTextProbe
from wcag_audit.rules.drawn_words import said

if TYPE_CHECKING:
    from collections.abc import Sequence

    from wcag_audit.browser import ChromiumTab

SIZES = (12, 16, 24)
LOOKS = {"black on white": ("white", "black"), "white on blue": ("#0a5265", "white")}
_PAGES, _ON_PAGE = 4, 6
_LINE = 42


@dataclass
class Count:
    """What became of the words of one kind of picture."""

    words: int = 0
    exact: int = 0
    recognised: int = 0
    wrong: int = 0
    pictures: int = 0
    seconds: float = 0.0

    def add(self, sentence: str, read: Sequence[str]) -> None:
        """Count one picture."""
        drawn = [word for word in tokens(sentence) if len(word) > 1]  # single letters are left out as signs
        got = tokens(" ".join(read))
        self.pictures += 1
        self.words += len(drawn)
        self.exact += sum(word in got for word in drawn)
        self.recognised += sum(said([word], " ".join(got)) == 1 for word in drawn)
        self.wrong += sum(word not in tokens(sentence) for word in got)


_DRAW = """([lines, size, back, ink]) => {
  const canvas = document.createElement("canvas");
  canvas.width = size * 0.66 * Math.max(...lines.map((line) => line.length)) + 24;
  canvas.height = size * (1.5 * lines.length + 1);
  const pen = canvas.getContext("2d");
  pen.fillStyle = back;
  pen.fillRect(0, 0, canvas.width, canvas.height);
  pen.fillStyle = ink;
  pen.font = `${size}px "DejaVu Sans", sans-serif`;
  lines.forEach((line, row) => pen.fillText(line, 12, size * (1.5 * row + 1.4)));
  return canvas.toDataURL("image/png");
}"""
"""A bitmap of some lines at the size at which it is shown, as a banner is."""


def _seconds() -> float:
    """Processor time of the programs that have ended, which are the engine's: a busy machine does not change it."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


async def measure(tab: ChromiumTab, texts: Sequence[str], size: int, look: tuple[str, str]) -> Count:
    """Let the probe read the sentences."""
    count = Count()
    for start in range(0, len(texts), _ON_PAGE):
        shown = texts[start : start + _ON_PAGE]
        drawn = [await tab.page.evaluate(_DRAW, [textwrap.wrap(text, _LINE), size, *look]) for text in shown]
        images = "".join(f'<p><img src="{source}"></p>' for source in drawn)
        await tab.page.set_content(images, wait_until="load")
        tab.forget_worlds()
        began = _seconds()
        probe = DrawnTextProbe()
        fact = await probe.collect(tab)
        while fact.unread:  # a busy machine; what was read is not read again
            fact = await probe.collect(tab)
        count.seconds += _seconds() - began
        for text, read in zip(shown, fact.pictures, strict=True):
            count.add(text, [word.text for word in read.words])
    return count


async def main() -> int:
    """Print the table; 3 if this machine cannot read pictures."""
    lacking = await ocr.lacking()
    if lacking is not None:
        print(f"{lacking}.", file=sys.stderr)
        return 3
    print("| language | letters | look | words | read exactly | recognised | read wrong | CPU s per picture |")
    print("|---|--:|---|--:|--:|--:|--:|--:|")
    async with Browser(BrowserOptions()) as browser, browser.tab("ocr") as tab:
        for language in ("kk", "ru"):
            every = sentences(language)
            texts = random.Random(7).sample(every, min(len(every), _PAGES * _ON_PAGE))  # noqa: S311 - no secret
            for size in SIZES:
                for name, look in LOOKS.items():
                    count = await measure(tab, texts, size, look)
                    shares = (f"{part / count.words:.1%}" for part in (count.exact, count.recognised, count.wrong))
                    cells = (language, f"{size} px", name, f"{count.words:,}", *shares)
                    print("|", " | ".join(cells), f"| {count.seconds / count.pictures:.2f} |", flush=True)
    return 0


if __name__ == "__main__":
    sys.exit(asyncio.run(main()))
