"""Bodies that never end, for `Reply.stream`."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable

    from tests.browser.server import Handler

HUGE = 300 * 1024 * 1024


def silent(handler: Handler) -> None:
    """A beginning, and then nothing until the test is over."""
    handler.wfile.write(b"<!DOCTYPE html><title>Half a page</title><p>Begin")
    handler.wfile.flush()
    handler.web.closing.wait(60)


def trickling(handler: Handler) -> None:
    """A word every tenth of a second, for ever."""
    handler.wfile.write(b"<!DOCTYPE html><title>Half a page</title><p>")
    while not handler.web.closing.wait(0.1):
        handler.wfile.write(b"word ")


def repeated(chunk: bytes, total: int = HUGE) -> Callable[[Handler], None]:
    """The same chunk again and again."""

    def run(handler: Handler) -> None:
        sent = 0
        while sent < total and not handler.web.closing.is_set():
            sent += handler.wfile.write(chunk)

    return run
