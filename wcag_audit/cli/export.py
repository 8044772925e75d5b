"""`wcag-audit export`: a wave for the tools of others."""

from __future__ import annotations

import shlex
from pathlib import Path
from typing import TYPE_CHECKING

import click

from wcag_audit.audit import Lives
from wcag_audit.cli.app import STORE, App, common_options, exceptions_option
from wcag_audit.cli.marks import acceptances, today
from wcag_audit.cli.report import wave_named
from wcag_audit.cli.waves import folder_of
from wcag_audit.errors import UsageError
from wcag_audit.export import Format, WaveExport, datasette
from wcag_audit.store import Store

if TYPE_CHECKING:
    from collections.abc import Sequence

    from wcag_audit.model.register import Body, Register

_DATASETTE = "datasette"


@click.command("export")
@click.option("--wave", "name", default="", help="Name of the wave; the last one by default.")
@click.option("--body", "ids", multiple=True, metavar="ID", help="Only this body; may be given again.")
@click.option(
    "--format",
    "forms",
    multiple=True,
    type=click.Choice([*map(str, Format), _DATASETTE]),
    help="Only this format; may be given again. All by default.",
)
@click.option(
    "--output",
    type=click.Path(path_type=Path),
    help="Folder; by default “exports” in the folder of the wave's report. With datasette alone: the file.",
)
@click.option(
    "--store", "store_path", type=click.Path(path_type=Path, dir_okay=False), default=STORE, show_default=True
)
@exceptions_option
@common_options
@click.pass_obj
def command(
    app: App,
    *,
    name: str,
    ids: tuple[str, ...],
    forms: tuple[str, ...],
    output: Path | None,
    store_path: Path,
    exceptions_path: Path | None,
) -> None:
    """Write a wave for other tools, in the language of --lang.

    One workbook per body; EARL, SARIF, JUnit and OpenACR one file per site; CSV and JSON one file per table.
    datasette: descriptions of all tables and ready queries, beside the database.
    """
    wanted = {Format(form) for form in forms if form != _DATASETTE} if forms else set(Format)
    with Store.open(store_path, create=False, read_only=True) as store:
        wave = wave_named(store, name)
        bodies = _bodies(store.register(wave.id), ids)
        folder = output or folder_of(store_path, wave) / "exports"
        if wanted:
            accepted = acceptances(app, exceptions_path, today())
            history = Lives(store, wave, accepted)
            work = WaveExport(store, wave, folder, app.lang, history=history, accepted=accepted)
            files = sum(1 for _ in work.write(bodies, wanted))
            click.echo(app.say("export.written", path=str(folder), n=files))
        if not forms or _DATASETTE in forms:
            place = output if output and not wanted else store_path.with_name("metadata.json")
            _describe(app, store, store_path, place)


def _bodies(register: Register, ids: Sequence[str]) -> list[Body]:
    known = {body.id: body for body in register.bodies}
    for wanted in ids:
        if wanted not in known:
            raise UsageError("export.no-such-body", id=wanted, ids=", ".join(known))
    return [body for body in register.bodies if not ids or body.id in ids]


def _describe(app: App, store: Store, store_path: Path, path: Path) -> None:
    if not datasette.may_write(path):
        raise UsageError("export.foreign-metadata", path=str(path))
    datasette.write_metadata(path, store_path.stem, store.tables(), app.lang)
    words = ("datasette", str(store_path), "--metadata", str(path))
    click.echo(app.say("export.datasette", command=shlex.join(words)))
