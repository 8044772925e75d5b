"""Finding a Chromium, getting one where there is none, and proving that it works."""

from __future__ import annotations

import asyncio
import os
import shutil
import subprocess
import sys
from dataclasses import dataclass, replace
from importlib.resources import files
from typing import TYPE_CHECKING

from wcag_audit.browser import Browser, BrowserOptions
from wcag_audit.browser.executable import installed_browsers, is_root, named_browser
from wcag_audit.errors import NoBrowserError

if TYPE_CHECKING:
    from collections.abc import Sequence
    from pathlib import Path

KAZAKH_LETTERS = "әғқңөұүһіӘҒҚҢӨҰҮҺІ"
_PROOF_LIMIT = 60.0
_DOWNLOAD_LIMIT = 900.0
_INSTALL_LIMIT = 900.0
_CONNECT_LIMIT = "15000"  # milliseconds Playwright waits for its server before it gives up
_HEADING = "Қолжетімділік"
_PAGE = f"<!doctype html><html lang='kk'><title>wcag-audit</title><h1>{_HEADING}</h1>"
_DEBIAN_BROWSERS = ("chromium-headless-shell", "chromium")
_DEBIAN_FONTS = ("fonts-dejavu-core",)


@dataclass(frozen=True, slots=True)
class Proof:
    """What was seen of a browser that started and showed a page.

    Attributes:
        executable: the file; None for the download of Playwright.
        version: as the browser says it.
        missing: Kazakh letters that the fonts of this machine cannot draw.
        not_chosen: True where audits would choose another browser, which does not work.
    """

    executable: Path | None
    version: str
    missing: tuple[str, ...]
    not_chosen: bool = False


async def prove(executable: Path | None = None) -> Proof:
    """Start a browser, show a page, draw letters.

    Args:
        executable: the browser; None takes the one that an audit would take.

    Raises:
        NoBrowserError: there is none, it does not start, or it shows nothing.
    """
    script = files("wcag_audit.cli").joinpath("letters.js").read_text(encoding="utf-8")
    try:
        async with (
            asyncio.timeout(_PROOF_LIMIT),
            Browser(BrowserOptions(executable=executable)) as browser,
            browser.tab("setup") as tab,
        ):
            await tab.page.set_content(_PAGE)
            shown = await tab.page.inner_text("h1")
            missing = await tab.page.evaluate(script, KAZAKH_LETTERS)
            version, started = browser.version, browser.executable
    except TimeoutError as error:
        raise NoBrowserError("browser.shows-late", n=_PROOF_LIMIT) from error
    if shown != _HEADING:
        raise NoBrowserError("browser.shows-nothing")
    return Proof(started, version, tuple(missing))


async def find() -> Proof:
    """The browser that audits will use; failing that, the first installed one that works.

    Raises:
        NoBrowserError: the named one does not work, or none does.
    """
    try:
        return await prove()
    except NoBrowserError:
        if named_browser() is not None:
            raise  # a person named it: another one would be a surprise
        for executable in installed_browsers():
            try:
                return replace(await prove(executable), not_chosen=True)
            except NoBrowserError:
                continue
        raise


def has_download() -> bool:
    """True where Playwright's own Chromium is on this machine."""
    listed = _playwright("install", "--list", limit=30.0)
    return "chromium" in listed.stdout


def download() -> bool:
    """Let Playwright download its Chromium; False where that fails (there may be no internet)."""
    return _playwright("install", "chromium-headless-shell", limit=_DOWNLOAD_LIMIT).returncode == 0


def install_libraries() -> bool:
    """Let Playwright install the system's libraries that its download needs; the super-user of Debian or Ubuntu."""
    return can_apt() and _playwright("install-deps", "chromium-headless-shell", limit=_INSTALL_LIMIT).returncode == 0


def can_apt() -> bool:
    """True for the super-user of a system with apt-get."""
    return is_root() and shutil.which("apt-get") is not None


def apt_browser() -> bool:
    """Install Debian's Chromium; False where there is no package of that name."""
    return _apt(_DEBIAN_BROWSERS)


def apt_fonts() -> bool:
    """Install fonts that have the Kazakh letters."""
    return _apt(_DEBIAN_FONTS)


def _apt(packages: Sequence[str]) -> bool:
    """Install the first of the packages that can be had."""
    environment = {**os.environ, "DEBIAN_FRONTEND": "noninteractive"}
    _run(["apt-get", "update", "-qq"], environment, _INSTALL_LIMIT)
    install = ["apt-get", "install", "-y", "-qq", "--no-install-recommends"]
    return any(_run([*install, package], environment, _INSTALL_LIMIT).returncode == 0 for package in packages)


def _playwright(*arguments: str, limit: float) -> subprocess.CompletedProcess[str]:
    environment = {**os.environ, "PLAYWRIGHT_DOWNLOAD_CONNECTION_TIMEOUT": _CONNECT_LIMIT}
    return _run([sys.executable, "-m", "playwright", *arguments], environment, limit)


def _run(command: list[str], environment: dict[str, str], limit: float) -> subprocess.CompletedProcess[str]:
    """Run a program that asks nothing; one that cannot be started or does not end has failed."""
    try:
        return subprocess.run(  # noqa: S603 - the commands are this module's own
            command,
            env=environment,
            timeout=limit,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            text=True,
            check=False,
        )
    except (OSError, subprocess.TimeoutExpired) as error:
        return subprocess.CompletedProcess(command, 1, "", str(error))
