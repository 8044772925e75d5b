"""`wcag-audit listen`: a page's Kazakh text as a Kazakh voice reads it, and the words that it cannot say."""

from __future__ import annotations

import asyncio
from collections import Counter
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

import click

from wcag_audit.browser import Browser, BrowserOptions, Limits, look, open_page, plan
from wcag_audit.cli.addresses import problem
from wcag_audit.cli.app import App, common_options
from wcag_audit.cli.voice import LONGEST, NoVoiceError, has_voice, speak
from wcag_audit.commons.speech import read_aloud
from wcag_audit.crawl import recognise_block, user_agent
from wcag_audit.errors import CouldNotDoError, UsageError
from wcag_audit.i18n.catalogue import read
from wcag_audit.i18n.common import name
from wcag_audit.kazakh.speech import kazakh_texts, unsayable
from wcag_audit.model.dom import Dom
from wcag_audit.model.fact import Missing
from wcag_audit.model.visit import Visit, VisitStatus
from wcag_audit.probes.catalogue import all_probes

if TYPE_CHECKING:
    from collections.abc import Sequence

    from wcag_audit.i18n.catalogue import Catalogue, Value


@click.command("listen")
@click.argument("address", metavar="URL")
@click.option("--output", type=click.Path(path_type=Path, dir_okay=False), required=True, help="The WAV file to write.")
@click.option("--allow-private", is_flag=True, help="Open this machine and private networks too.")
@common_options
@click.pass_context
def command(ctx: click.Context, *, address: str, output: Path, allow_private: bool) -> None:
    """Hear a page's Kazakh text as a Kazakh voice reads it.

    Beside the WAV file a transcript is written, with the words that the voice cannot say.
    """
    app = ctx.ensure_object(App)
    wrong = problem(address)
    if wrong:
        raise UsageError("address.wrong", problem=wrong)
    if not has_voice():
        raise CouldNotDoError("listen.no-voice")
    transcript = output.with_suffix(".txt")
    if transcript == output or not output.parent.is_dir():
        raise UsageError("listen.bad-output", path=str(output))
    texts = asyncio.run(_texts(app, address, allow_private=allow_private))
    if not texts:
        raise CouldNotDoError("listen.no-kazakh", address=address)
    whole = "\n\n".join(texts)
    unsaid = Counter(word for text in texts for word in unsayable(text))
    transcript.write_text(_transcript(app, address, whole, unsaid), encoding="utf-8")
    try:
        speak(whole.replace("\0", " "), output)
    except NoVoiceError as error:
        raise CouldNotDoError("listen.voice-failed", reason=str(error) or "-") from error
    if len(whole) > LONGEST:
        _tell(app, "cut", n=LONGEST)
    _tell(app, "done", sound=str(output), transcript=str(transcript), n=unsaid.total())


async def _texts(app: App, address: str, *, allow_private: bool) -> list[str]:
    """The page's Kazakh texts in reading order.

    Raises:
        CouldNotDoError: the page was not reached, or nothing of it could be seen.
    """
    options = BrowserOptions(allow_private=allow_private, user_agent=user_agent(None))
    async with Browser(options) as browser, browser.tab("listen") as tab:
        opened = await open_page(tab, Visit(address, urlsplit(address).netloc.lower()), Limits())
        record = opened.record
        status, reason = record.status, record.reason
        blocked = recognise_block(record.http_status, opened.headers, opened.title, opened.text)
        if status is VisitStatus.PENDING and blocked is not None:
            status, reason = blocked.status, blocked.reason
        if status is VisitStatus.PENDING:
            fact = (await look(tab, opened, plan({Dom}, all_probes()))).snapshot.fact(Dom)
            if not isinstance(fact, Missing):
                return kazakh_texts(read_aloud(fact.value))
            status, reason = VisitStatus.CRASHED, fact.reason
    raise CouldNotDoError("listen.not-reached", address=address, status=name(status)[app.lang], reason=reason or "-")


def _transcript(app: App, address: str, text: str, unsaid: Counter[str]) -> str:
    words: Sequence[str] = [f"{word} — {count}" for word, count in unsaid.most_common()]
    heading = _say(app, "unsayable" if words else "all-sayable")
    lines = "\n".join([address, "", text, "", heading, *words, ""])
    # What cannot be seen is shown as a box: it is what the voice stumbles over, and may not steer a terminal
    return "".join(sign if sign.isprintable() or sign == "\n" else "\ufffd" for sign in lines)


@cache
def _catalogue() -> Catalogue:
    return read(files("wcag_audit.i18n").joinpath("catalogues", "listen.toml"))


def _say(app: App, key: str, **values: Value) -> str:
    return _catalogue().say(key, app.lang, **values)


def _tell(app: App, key: str, **values: Value) -> None:
    click.echo(_say(app, key, **values), err=True)
