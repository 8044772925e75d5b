"""`wcag-audit setup`: a browser that works, found or installed."""

from __future__ import annotations

import asyncio
from typing import TYPE_CHECKING

import click

from wcag_audit.browser.executable import installed_browsers, named_browser
from wcag_audit.cli import chromium
from wcag_audit.cli.app import App, common_options
from wcag_audit.errors import NoBrowserError

if TYPE_CHECKING:
    from wcag_audit.cli.chromium import Proof


@click.command("setup")
@common_options
@click.pass_obj
def command(app: App) -> None:
    """Find a Chromium or get one, and prove that it works.

    Looks, in this order, at WCAG_AUDIT_BROWSER, Playwright's own download, an installed Chromium, Chrome or Edge; then
    downloads Playwright's; then, for the super-user of Debian or Ubuntu, installs the package.
    """
    proof = _found(app) or _downloaded(app) or _installed(app)
    if proof is None:
        raise NoBrowserError("browser.no-way")
    if proof.missing and chromium.can_apt():
        app.tell("setup.fonts")
        if chromium.apt_fonts():
            proof = asyncio.run(chromium.prove(proof.executable))
    click.echo(app.say("setup.ready", version=proof.version, place=_place(proof, app)))
    if proof.missing:
        app.tell("setup.letters-missing", letters=" ".join(proof.missing))
    if proof.not_chosen:
        app.tell("setup.not-chosen", path=str(proof.executable))


def _place(proof: Proof, app: App) -> str:
    return str(proof.executable) if proof.executable else app.say("setup.own-download")


def _found(app: App) -> Proof | None:
    try:
        return asyncio.run(chromium.find())
    except NoBrowserError as error:
        if named_browser() is not None:
            raise NoBrowserError("browser.named-fails", path=str(named_browser()), reason=error.remark) from error
        if next(installed_browsers(), None) is not None:
            app.tell("setup.does-not-start", reason=error.remark)
        return None


def _downloaded(app: App) -> Proof | None:
    app.tell("setup.downloading")
    if not chromium.download():
        app.tell("setup.no-download")
        return None
    proof = _found(app)
    if proof is None and chromium.install_libraries():
        proof = _found(app)
    return proof


def _installed(app: App) -> Proof | None:
    if not chromium.can_apt():
        return None
    app.tell("setup.installing")
    return _found(app) if chromium.apt_browser() else None
