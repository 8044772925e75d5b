"""`wcag-audit report`: the report of a wave, at any later time."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from wcag_audit.cli.app import STORE, App, debug_option, exceptions_option
from wcag_audit.cli.printing import print_files
from wcag_audit.cli.waves import folder_of, write
from wcag_audit.errors import UsageError
from wcag_audit.model.language import LANGS, Lang
from wcag_audit.report.hostile import is_web_address
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
@click.option(
    "--address", default="", metavar="URL", help="Where the report will be served: makes the links in feeds absolute."
)
@click.option("--pdf", is_flag=True, help="Also print each site's one-page summary as PDF, beside it.")
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
    address: str,
    pdf: bool,
    exceptions_path: Path | None,
) -> None:
    """Write the report of a wave again.

    An unfinished wave has a report too: of what was finished.
    """
    with Store.open(store_path, create=False, read_only=True) as store:
        wave = wave_named(store, name)
        folder = output or folder_of(store_path, wave)
        chosen = langs or LANGS
        where = {"roadmap": roadmap_path, "exceptions": exceptions_path}
        write(app, store, wave, folder, chosen, address=web_address(address), **where)
    if pdf:
        sheets = sorted(sheet for lang in chosen for sheet in (folder / lang).glob("sites/*/summary.html"))
        print_files({sheet: sheet.with_suffix(".pdf") for sheet in sheets})
        click.echo(app.say("report.printed", n=len(sheets), folder=str(folder)))


def web_address(address: str) -> str:
    """The address as it was given; "" where none was.

    Raises:
        UsageError: it is no http or https address.
    """
    if address and not is_web_address(address):
        raise UsageError("report.no-web-address", address=address[:200])
    return address


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
