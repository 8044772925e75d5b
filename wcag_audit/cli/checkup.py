"""The single checks of `wcag-audit doctor`."""

from __future__ import annotations

import platform
import shutil
import subprocess
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Literal

import httpx

from wcag_audit import __version__
from wcag_audit.browser.executable import is_root
from wcag_audit.cli.chromium import find
from wcag_audit.crawl.agent import new_client
from wcag_audit.errors import NoBrowserError, UsageError
from wcag_audit.probes import ocr
from wcag_audit.probes.axe import AxeFile

if TYPE_CHECKING:
    from wcag_audit.cli.app import App

REPORTS = Path("reports")
_NETWORK_LIMIT = 15.0
_VOICES_LIMIT = 10.0
_HASH_SHOWN = 12


@dataclass(frozen=True, slots=True)
class Check:
    """One line of the doctor's table.

    Attributes:
        name: key in the catalogue, "doctor.<name>.name".
        state: "optional" is something that an audit can do without.
        said: what was seen, and how to get what is missing.
    """

    name: str
    state: Literal["good", "optional", "bad"]
    said: str


async def examine(app: App, network: str | None) -> list[Check]:
    """All checks, in the order in which one would mend things.

    Args:
        app: the language to speak.
        network: a web address to try to reach; None leaves the network alone.
    """
    python = app.say("doctor.python.good", version=platform.python_version(), package=__version__)
    return [
        Check("python", "good", python),
        *await _browser(app),
        _axe(app),
        _folder(app),
        _voices(app),
        await _ocr(app),
        await _network(app, network),
    ]


async def _browser(app: App) -> list[Check]:
    try:
        proof = await find()
    except NoBrowserError as error:
        return [Check("browser", "bad", app.say("doctor.browser.bad", reason=error.remark))]
    place = str(proof.executable) if proof.executable else app.say("setup.own-download")
    seen = app.say("doctor.browser.good", version=proof.version, place=place)
    if proof.not_chosen:
        browser = Check("browser", "bad", app.say("setup.not-chosen", path=place))
    else:
        browser = Check("browser", "good", seen)
    sandbox = (
        Check("sandbox", "optional", app.say("doctor.sandbox.optional"))
        if is_root()
        else Check("sandbox", "good", app.say("doctor.sandbox.good"))
    )
    letters = (
        Check("letters", "bad", app.say("setup.letters-missing", letters=" ".join(proof.missing)))
        if proof.missing
        else Check("letters", "good", app.say("doctor.letters.good"))
    )
    return [browser, sandbox, letters]


def _axe(app: App) -> Check:
    try:
        axe = AxeFile.load()
    except UsageError as error:
        return Check(
            "axe",
            "bad",
            app.say("doctor.axe.bad", reason=error.remark),
        )
    return Check("axe", "good", app.say("doctor.axe.good", version=axe.version, hash=axe.sha256[:_HASH_SHOWN]))


def _folder(app: App) -> Check:
    """Writing is tried where the folder is, or where it would be made."""
    place = REPORTS if REPORTS.is_dir() else REPORTS.parent
    try:
        with tempfile.TemporaryFile(dir=place):
            pass
    except OSError as error:
        return Check("folder", "bad", app.say("doctor.folder.bad", path=str(REPORTS), reason=error.strerror or ""))
    return Check("folder", "good", app.say("doctor.folder.good", path=str(REPORTS.resolve())))


def _voices(app: App) -> Check:
    program = shutil.which("espeak-ng")
    if program is None:
        return Check("voices", "optional", app.say("doctor.voices.optional"))
    try:
        listed = subprocess.run(  # noqa: S603 - found on the PATH by its name
            [program, "--voices=kk"], capture_output=True, text=True, timeout=_VOICES_LIMIT, check=False
        ).stdout
    except (OSError, subprocess.TimeoutExpired):
        listed = ""
    # The first line is the heading of the table, so a voice makes a second one.
    has_voice = len(listed.strip().splitlines()) > 1
    said = app.say("doctor.voices.good" if has_voice else "doctor.voices.optional")
    return Check("voices", "good" if has_voice else "optional", said)


async def _ocr(app: App) -> Check:
    if await ocr.lacking():
        return Check("ocr", "optional", app.say("doctor.ocr.optional", packages=ocr.PACKAGES))
    return Check("ocr", "good", app.say("doctor.ocr.good"))


async def _network(app: App, address: str | None) -> Check:
    if address is None:
        return Check("network", "optional", app.say("doctor.network.optional"))
    try:
        async with new_client(timeout=_NETWORK_LIMIT) as client:
            answer = await client.head(address)
    except (httpx.HTTPError, httpx.InvalidURL) as error:
        reason = str(error) or type(error).__name__
        return Check("network", "bad", app.say("doctor.network.bad", address=address, reason=reason))
    return Check("network", "good", app.say("doctor.network.good", address=address, status=str(answer.status_code)))
