"""`wcag-audit notify`: an e-mail of what changed since the wave before."""

from __future__ import annotations

import os
from email.utils import localtime
from pathlib import Path
from typing import TYPE_CHECKING

import click

from wcag_audit.audit import Lives
from wcag_audit.cli.app import STORE, App, common_options, exceptions_option
from wcag_audit.cli.marks import acceptances, today
from wcag_audit.cli.report import wave_named, web_address
from wcag_audit.errors import UsageError
from wcag_audit.mailing import Security, address_of, message_of, send, server_at
from wcag_audit.report.gathering import gather
from wcag_audit.report.mail import compose, news_of
from wcag_audit.store import Store

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from wcag_audit.model.register import Body, Register, Site
    from wcag_audit.model.result import Wave
    from wcag_audit.report.mail import SiteNews

_USER, _PASSWORD = "WCAG_AUDIT_SMTP_USER", "WCAG_AUDIT_SMTP_PASSWORD"


@click.command("notify")
@click.option(
    "--to", "recipients", multiple=True, required=True, metavar="ADDRESS", help="Who gets it; may be given again."
)
@click.option("--from", "sender", required=True, metavar="ADDRESS", help="Whom it is from.")
@click.option("--smtp", "place", default="", metavar="HOST[:PORT]", help="The mail server.")
@click.option(
    "--security",
    type=click.Choice([*map(str, Security)]),
    default=str(Security.STARTTLS),
    show_default=True,
    help="How the way to the server is kept secret.",
)
@click.option(
    "--eml",
    type=click.Path(path_type=Path, dir_okay=False),
    help="Write the e-mail into this file and send nothing.",
)
@click.option("--site", "sites", multiple=True, metavar="ID", help="Only this site; may be given again.")
@click.option("--body", "bodies", multiple=True, metavar="ID", help="Only this body; may be given again.")
@click.option("--wave", "name", default="", help="Name of the wave; the last finished one by default.")
@click.option(
    "--store", "store_path", type=click.Path(path_type=Path, dir_okay=False), default=STORE, show_default=True
)
@click.option("--report", "address", default="", metavar="URL", help="Where the wave's report is served, for links.")
@click.option("--even-unchanged", is_flag=True, help="Send it even if nothing changed.")
@exceptions_option
@common_options
@click.pass_obj
def command(
    app: App,
    *,
    recipients: tuple[str, ...],
    sender: str,
    place: str,
    security: Security,
    eml: Path | None,
    sites: tuple[str, ...],
    bodies: tuple[str, ...],
    name: str,
    store_path: Path,
    address: str,
    even_unchanged: bool,
    exceptions_path: Path | None,
) -> None:
    """Send an e-mail of what changed since the wave before.

    What is new, regressed, fixed, no longer re-tested, and which exceptions end within 30 days; in the language of
    --lang. Nothing is sent where nothing changed. User and password of the server are taken from the environment:
    WCAG_AUDIT_SMTP_USER and WCAG_AUDIT_SMTP_PASSWORD.
    """
    if not place and eml is None:
        raise UsageError("notify.no-server")
    credentials = os.environ.get(_USER, ""), os.environ.get(_PASSWORD, "")
    server = server_at(place, Security(security), *credentials) if eml is None else None
    envelope = address_of(sender), [address_of(item) for item in recipients]
    link = web_address(address)
    accepted = acceptances(app, exceptions_path, today())
    with Store.open(store_path, create=False, read_only=True) as store:
        wave = _finished(store, name)
        chosen = _chosen(store.register(wave.id), bodies, sites)
        news = list(_news(store, wave, chosen, Lives(store, wave, accepted)))
    if not even_unchanged and not any(item.changed for item in news):
        click.echo(app.say("notify.nothing", wave=wave.name))
        return
    message = message_of(compose(news, wave, app.lang, link), *envelope, app.lang, localtime())
    if eml is not None:
        eml.write_bytes(message.as_bytes())
        click.echo(app.say("notify.written", path=str(eml)))
    elif server is not None:
        send(message, server)
        click.echo(app.say("notify.sent", n=len(recipients), server=f"{server.host}:{server.port}"))


def _finished(store: Store, name: str) -> Wave:
    """The wave of that name, or the last finished one: of a half-done wave much would seem not re-tested."""
    done = [wave for wave in store.waves() if wave.finished]
    wave = wave_named(store, name) if name or not done else done[-1]
    if not wave.finished:
        raise UsageError("notify.unfinished", name=wave.name)
    return wave


def _chosen(register: Register, bodies: Sequence[str], sites: Sequence[str]) -> list[tuple[Body, Site]]:
    """The sites that are asked for, all if none is."""
    known = {body.id for body in register.bodies}, {site.id for site in register.sites}
    for wanted, ids in zip((bodies, sites), known, strict=True):
        for item in wanted:
            if item not in ids:
                raise UsageError("notify.no-such-id", id=item[:200])
    pairs = ((body, site) for body in register.bodies for site in body.sites if site.enabled)
    return [(body, site) for body, site in pairs if not (bodies or sites) or body.id in bodies or site.id in sites]


def _news(store: Store, wave: Wave, chosen: Sequence[tuple[Body, Site]], lives: Lives) -> Iterator[SiteNews]:
    """What changed on each site, in the memory of one site."""
    for body, site in chosen:
        view = gather(
            store, wave, body, site, on_finding=lambda _row: None, on_issue=lambda _entry: None, lives=lives(site)
        )
        yield news_of(view, wave.name, today())
