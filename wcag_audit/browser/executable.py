"""Which browsers are on this machine: Playwright's own download, Debian's headless shell, Chromium, Chrome or Edge."""

from __future__ import annotations

import os
import shutil
import sys
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

ENVIRONMENT_VARIABLE = "WCAG_AUDIT_BROWSER"
"""Names a browser to use instead of all others."""

# The headless shell first: it costs about a fifth less than the full browser for the same page.
_NAMES = (
    "chromium-headless-shell",
    "chrome-headless-shell",
    "chromium",
    "chromium-browser",
    "google-chrome-stable",
    "google-chrome",
    "microsoft-edge-stable",
    "microsoft-edge",
)
_MAC_APPS = ("Chromium", "Google Chrome", "Microsoft Edge")
_WINDOWS_PLACES = (
    r"Chromium\Application\chrome.exe",
    r"Google\Chrome\Application\chrome.exe",
    r"Microsoft\Edge\Application\msedge.exe",
)
_WINDOWS_ROOTS = ("PROGRAMFILES", "PROGRAMFILES(X86)", "LOCALAPPDATA")


def named_browser(environment: Mapping[str, str] = os.environ) -> Path | None:
    """The browser that WCAG_AUDIT_BROWSER names, or None where it is not set."""
    value = environment.get(ENVIRONMENT_VARIABLE, "").strip()
    return Path(value).expanduser() if value else None


def installed_browsers(environment: Mapping[str, str] = os.environ, platform: str = sys.platform) -> Iterator[Path]:
    """Chromium-based browsers installed on this machine, the best first; not Playwright's own download."""
    if platform == "darwin":
        yield from _existing(Path("/Applications") / f"{app}.app/Contents/MacOS/{app}" for app in _MAC_APPS)
    elif platform == "win32":
        roots = [Path(environment[name]) for name in _WINDOWS_ROOTS if environment.get(name)]
        yield from _existing(root / place for place in _WINDOWS_PLACES for root in roots)
    search = environment.get("PATH")
    for name in _NAMES:
        found = shutil.which(name, path=search)
        if found:
            yield Path(found)


def _existing(places: Iterator[Path]) -> Iterator[Path]:
    return (place for place in places if place.is_file())


def is_root() -> bool:
    """True for the super-user of a Unix machine, under whom Chromium's sandbox cannot start."""
    return hasattr(os, "geteuid") and os.geteuid() == 0
