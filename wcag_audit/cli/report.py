"""`wcag-audit report`: the report of a wave, at any later time."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from wcag_audit.cli.app import STORE, App, debug_option, exceptions_option
from wcag_audit.cli.waves import folder_of, write
from wcag_audit.errors import UsageError
from wcag_audit.model.language import LANGS, Lang
from wcag_audit.store import Store

if TYPE_CHECKING:
    from wcag_audit.model.result import Wave


@click.command("report")
@click.option("--wave", "name", default="", help="Name of the wave; the last one by default.")
@click.option(
    "--store", "store_path", type=click.Path(path_type=Path, dir_okay=False), default=STORE, show_default=True
)
@click.option("--output", type=click.Path(path_type=Path, file_okay=False), help="Folder; by default beside the store.")
@click.option(
    "--lang", "langs", multiple=True, type=click.Choice(LANGS), help="Only this language; may be given again."
)
@click.option(
    "--roadmap",
    "roadmap_path",
    type=click.Path(path_type=Path, dir_okay=False),
    help="File of targets; ./roadmap.yml if it is there, else decree 1143.",
)
@exceptions_option
@debug_option
@click.pass_obj
def command(
    app: App,
    *,
    name: str,
    store_path: Path,
    output: Path | None,
    langs: tuple[Lang, ...],
    roadmap_path: Path | None,
    exceptions_path: Path | None,
) -> None:
    """Write the report of a wave again.

    An unfinished wave has a report too: of what was finished.
    """
    with Store.open(store_path, create=False, read_only=True) as store:
        wave = wave_named(store, name)
        folder = output or folder_of(store_path, wave)
        write(app, store, wave, folder, langs or LANGS, roadmap=roadmap_path, exceptions=exceptions_path)


def wave_named(store: Store, name: str) -> Wave:
    """The wave of that name, or the last one for "".

    Raises:
        UsageError: there is none.
    """
    waves = store.waves()
    if not waves:
        raise UsageError("report.no-waves")
    if not name:
        return waves[-1]
    for wave in waves:
        if wave.name == name:
            return wave
    raise UsageError("report.no-such-wave", name=name, names=", ".join(wave.name for wave in waves))
