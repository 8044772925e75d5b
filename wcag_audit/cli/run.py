"""`wcag-audit run`: one wave over the register or a part of it."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import click

from wcag_audit.audit import AuditOptions, Profile
from wcag_audit.cli.app import STORE, App, audit_options, common_options
from wcag_audit.cli.waves import audit_wave, folder_of, summarise, write
from wcag_audit.errors import UsageError
from wcag_audit.model.language import LANGS
from wcag_audit.model.register import BodyKind, Register
from wcag_audit.standards.wcag import Level
from wcag_audit.store import Store
from wcag_audit.targets import load_targets, select


@click.command("run")
@click.argument("targets", type=click.Path(path_type=Path), default=Path("targets.yml"))
@click.option("--body", "bodies", multiple=True, metavar="ID", help="Only this body; may be given again.")
@click.option("--region", "regions", multiple=True, metavar="ID", help="Only this region; may be given again.")
@click.option("--site", "sites", multiple=True, metavar="ID", help="Only this site; may be given again.")
@click.option("--kind", "kinds", multiple=True, type=click.Choice(list(BodyKind)), help="Only bodies of this kind.")
@click.option("--max-pages", type=click.IntRange(1, 100_000), help="Page budget of each site, in place of its own.")
@click.option("--resume", is_flag=True, help="Go on with the last unfinished wave, or with that of --name.")
@click.option("--name", default="", help="Name of the wave; today's date by default.")
@click.option(
    "--store", "store_path", type=click.Path(path_type=Path, dir_okay=False), default=STORE, show_default=True
)
@click.option("--no-report", is_flag=True, help="Write no report at the end.")
@click.option("--allow-private", is_flag=True, help="Open this machine and private networks too.")
@click.option("--axe", type=click.Path(path_type=Path), help="An axe-core file to use in place of the shipped one.")
@audit_options
@common_options
@click.pass_context
def command(
    ctx: click.Context,
    *,
    targets: Path,
    bodies: tuple[str, ...],
    regions: tuple[str, ...],
    sites: tuple[str, ...],
    kinds: tuple[str, ...],
    max_pages: int | None,
    resume: bool,
    name: str,
    store_path: Path,
    no_report: bool,
    allow_private: bool,
    axe: Path | None,
    level: str,
    profile: str,
    tabs: int,
    contact: str,
) -> None:
    """Audit the sites of a register (./targets.yml): one wave, kept in a database.

    The first Ctrl-C finishes the open pages and stops, the second stops at once. What is finished is kept in either
    case, and --resume goes on.
    """
    app = ctx.ensure_object(App)
    options = AuditOptions(
        level=Level(level), profile=Profile(profile), axe=axe, allow_private=allow_private, contact=contact, tabs=tabs
    )
    if resume:
        if bodies or regions or sites or kinds or max_pages:
            raise UsageError("wave.resume-as-it-was")
        register = Register(())
    else:
        chosen = select(load_targets(targets), bodies=bodies, regions=regions, sites=sites, kinds=kinds)
        register = _limited(chosen, max_pages)
    with Store.open(store_path, create=not resume) as store:
        if resume:
            options = _as_begun(store, name, options)
        wave = audit_wave(app, register, store, options, name=name, resume=resume)
        summarise(app, store, wave)
        if not no_report:
            write(app, store, wave, folder_of(store_path, wave), LANGS)


def _limited(register: Register, max_pages: int | None) -> Register:
    """The register with another page budget for every site."""
    if max_pages is None:
        return register
    bodies = (
        replace(
            body, sites=tuple(replace(site, limits=replace(site.limits, max_pages=max_pages)) for site in body.sites)
        )
        for body in register.bodies
    )
    return replace(register, bodies=tuple(bodies))


def _as_begun(store: Store, name: str, options: AuditOptions) -> AuditOptions:
    """A wave is finished as it was begun: half of it at another level could not be compared with anything."""
    wave = store.unfinished_wave(name or None)
    if wave is None:
        return options
    return replace(options, level=Level(wave.level), profile=Profile(wave.profile))
