"""`wcag-audit judge`: today's rules over the stored pages of an old wave."""

from __future__ import annotations

import json
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING

import click
import msgspec

from wcag_audit.audit.rejudging import rejudge
from wcag_audit.cli.app import STORE, App, common_options
from wcag_audit.cli.judge_text import show
from wcag_audit.cli.report import wave_named
from wcag_audit.errors import CouldNotDoError, UsageError
from wcag_audit.i18n.catalogue import read
from wcag_audit.store import Store

if TYPE_CHECKING:
    from wcag_audit.i18n.catalogue import Catalogue
    from wcag_audit.model.rejudgement import Rejudgement, Split
    from wcag_audit.model.result import Wave

FORMAT = 1
"""Version of the JSON form."""


@click.command("judge")
@click.option("--wave", "name", default="", help="Name of the wave to judge again; the last one by default.")
@click.option("--later", default="", help="A later wave to compare with; the next comparable one by default.")
@click.option(
    "--store", "store_path", type=click.Path(path_type=Path, dir_okay=False), default=STORE, show_default=True
)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option("--output", type=click.Path(path_type=Path, dir_okay=False), help="Also write the JSON form to a file.")
@common_options
@click.pass_obj
def command(app: App, *, name: str, later: str, store_path: Path, form: str, output: Path | None) -> None:
    """Run today's rules over the stored pages of an old wave.

    Says what changed because of rules and, where there is a later wave, what because of the site. No browser is
    started, and the database is only read.
    """
    say = catalogue()
    with Store.open(store_path, create=False, read_only=True) as store:
        wave = wave_named(store, name)
        after = _later(store, wave, later)

        def tell(site: str, done: int, sites: int) -> None:
            click.echo(say.say("judging", app.lang, site=site, done=done + 1, n=sites), err=True)

        found = rejudge(store, wave, after, tell)
    if not found.pages:
        raise CouldNotDoError("judge.no-pages", wave=wave.name)
    text = json.dumps(as_json(found), ensure_ascii=False, indent=1)
    if output is not None:
        output.write_text(text + "\n", encoding="utf-8")
        click.echo(say.say("written", app.lang, path=str(output)), err=True)
    if form == "json":
        click.echo(text)
    else:
        show(found, say, app.lang)


def _later(store: Store, wave: Wave, name: str) -> Wave | None:
    """The wave to compare with: the one that is named, or the next that looked in the same way."""
    if not name:
        waves = (item for item in store.waves() if item.id > wave.id and item.finished and _alike(item, wave))
        return next(waves, None)
    later = wave_named(store, name)
    if later.id <= wave.id:
        raise UsageError("judge.not-later", wave=wave.name, later=later.name)
    if not _alike(later, wave):
        raise UsageError("judge.not-comparable", wave=wave.name, later=later.name)
    return later


def _alike(one: Wave, other: Wave) -> bool:
    return (one.profile, one.level) == (other.profile, other.level)


def as_json(found: Rejudgement) -> dict[str, object]:
    """The result for programs: as the values are, with the parts of each difference worked out (docs/cli.md)."""
    table: dict[str, object] = {"format": FORMAT, **msgspec.to_builtins(found)}
    if found.later is not None:
        table["later"] = {
            **msgspec.to_builtins(found.later),
            "criteria": {number: _split(split) for number, split in found.later.criteria.items()},
            "indexes": {level: _split(split) for level, split in found.later.indexes.items()},
        }
    return table


def _split(split: Split) -> dict[str, float]:
    return {**msgspec.to_builtins(split), "by_rules": split.by_rules, "by_site": split.by_site}


@cache
def catalogue() -> Catalogue:
    """The sentences of this command."""
    return read(files("wcag_audit.i18n").joinpath("catalogues", "judge.toml"))
