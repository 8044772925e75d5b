"""Prints HTML files that were just written as tagged PDF, in one browser."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

from wcag_audit.browser import Browser

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path


def print_files(files: Mapping[Path, Path]) -> None:
    """Print each HTML file into the PDF file it is mapped to.

    Raises:
        NoBrowserError: no browser was found.
        CouldNotDoError: a page cannot be printed.
        OSError: a file cannot be written.
    """
    addresses = [page.absolute().as_uri() for page in files]
    for pdf, printed in zip(files.values(), asyncio.run(_print(addresses)), strict=True):
        pdf.write_bytes(printed)


async def _print(addresses: Sequence[str]) -> list[bytes]:
    async with Browser() as browser:
        return [await browser.print_file(address) for address in addresses]
