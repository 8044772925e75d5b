"""Progress for people who watch: on standard error, and only where that is a terminal."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Self

from rich.progress import BarColumn, MofNCompleteColumn, Progress, TextColumn, TimeElapsedColumn

from wcag_audit.cli.app import App, console

if TYPE_CHECKING:
    from types import TracebackType

_WORTH_A_BAR = 4
"""Fewer pages than this are done before a bar says anything."""


class PageProgress:
    """A bar over a known number of pages; silent where results themselves scroll by, or nobody watches."""

    def __init__(self, app: App, pages: int, *, to_file: bool) -> None:
        """Prepare.

        Args:
            app: the language to speak.
            pages: how many there are.
            to_file: True where the results do not go to standard output.
        """
        visible = pages >= _WORTH_A_BAR and sys.stderr.isatty() and (to_file or not sys.stdout.isatty())
        self._bar = Progress(
            TextColumn("{task.description}"),
            BarColumn(),
            MofNCompleteColumn(),
            TimeElapsedColumn(),
            console=console(err=True),
            disable=not visible,
        )
        self._task = self._bar.add_task(app.say("check.progress"), total=pages)

    def __enter__(self) -> Self:
        """Show the bar."""
        self._bar.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Take it away."""
        self.stop()

    def stop(self) -> None:
        """Take it away; calling it again does nothing."""
        self._bar.stop()

    def step(self) -> None:
        """One page more is done."""
        self._bar.advance(self._task)
