"""Where a wave stands: a line per site that is being walked, one for the whole; plain lines where nobody watches."""

from __future__ import annotations

import time
from contextlib import contextmanager
from typing import TYPE_CHECKING, Self

from rich.progress import BarColumn, MofNCompleteColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

from wcag_audit.cli.app import App, console

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator
    from types import TracebackType

    from wcag_audit.audit import Progress as WaveState

_LINES = 6
"""Sites shown at once; of more than that, those that moved last."""
_EVERY = 30.0
"""Seconds between two lines in a log."""


@contextmanager
def sites_bar(app: App) -> Iterator[Callable[[int, int], None]]:
    """A bar of the sites that are written; gives what is told how many are done and how many there are."""
    out = console(err=True)
    bars = Progress(
        TextColumn("{task.description}"),
        BarColumn(bar_width=20),
        MofNCompleteColumn(),
        TimeElapsedColumn(),
        console=out,
        disable=not out.is_terminal,
    )
    with bars:
        task = bars.add_task(app.say("run.sites"), total=None)
        yield lambda done, sites: bars.update(task, completed=done, total=sites)


class WaveProgress:
    """Listens to `audit.run_wave`."""

    def __init__(self, app: App) -> None:
        """Prepare."""
        self._app = app
        self._console = console(err=True)
        self._bars = Progress(
            TextColumn("{task.description}"),
            BarColumn(bar_width=20),
            MofNCompleteColumn(),
            TextColumn("{task.fields[failed]}"),
            TimeElapsedColumn(),
            console=self._console,
            disable=not self._console.is_terminal,
        )
        self._whole: TaskID | None = None
        self._sites: dict[str, TaskID] = {}
        self._states: dict[str, tuple[int, int]] = {}
        self._told = 0.0

    @property
    def audited(self) -> int:
        """Pages that were audited, of all sites that were walked."""
        return sum(pages for pages, _ in self._states.values())

    def __enter__(self) -> Self:
        """Show the bars."""
        self._bars.start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        """Leave the bars as they are."""
        self._bars.stop()

    def note(self, text: str) -> None:
        """Say something between the bars."""
        self._console.print(text, soft_wrap=True)

    def update(self, state: WaveState) -> None:
        """One address more is done."""
        self._states[state.site] = (state.audited, state.failed)
        if self._console.is_terminal:
            self._show(state)
        elif time.monotonic() - self._told >= _EVERY or not self._told:
            self._told = time.monotonic()
            failed = sum(failures for _, failures in self._states.values())
            self.note(
                self._app.say(
                    "run.progress-line", done=state.sites_done, sites=state.sites, pages=self.audited, failed=failed
                )
            )

    def _show(self, state: WaveState) -> None:
        if self._whole is None:
            self._whole = self._bars.add_task(self._app.say("run.sites"), total=state.sites, failed="")
        self._bars.update(self._whole, completed=state.sites_done, total=state.sites)
        # A site that moves goes to the end, so that the one that has rested longest gives way.
        task = self._sites.pop(state.site, None)
        if task is None:
            while len(self._sites) >= _LINES:
                self._bars.remove_task(self._sites.pop(next(iter(self._sites))))
            task = self._bars.add_task(state.site, total=state.budget, failed="")
        self._sites[state.site] = task
        total = min(state.budget, max(state.known, state.audited))
        said = self._app.say("run.failures", n=state.failed)
        self._bars.update(task, completed=state.audited, total=total, failed=said)
