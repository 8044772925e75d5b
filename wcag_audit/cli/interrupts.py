"""Ctrl-C and the request to end, heard alike by every command that audits."""

from __future__ import annotations

import asyncio
import logging
import signal
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

from wcag_audit.errors import NoBrowserError

if TYPE_CHECKING:
    from collections.abc import Callable, Coroutine, Iterator
    from types import FrameType

_LOG = logging.getLogger(__name__)

Result = TypeVar("Result")


def run_until_stopped(work: Coroutine[Any, Any, Result], polite: Callable[[], None] | None = None) -> Result:
    """Run the work to its end, or until a person or the system wants it to stop.

    A wish to stop cancels the work, which may still put away what it holds; one more breaks that off, too. Whatever
    the work breaks with after such a wish is how it stopped and no error: the browser and its driver may go first.
    What was told to ignore Ctrl-C when it was started (`nohup`, a background job of a script) goes on ignoring it, as
    POSIX shells expect; the request to end is always heard.

    Args:
        work: what to run.
        polite: called at the first wish, which then cancels nothing; the work ends by itself where it is sensible.

    Raises:
        KeyboardInterrupt: it was stopped. Not raised where a polite wish let it come to its end.
    """
    wishes = _Wishes(polite)
    try:
        return asyncio.run(_listening(work, wishes))
    except (Exception, asyncio.CancelledError) as error:
        if not wishes.excuse(error):
            raise
        _LOG.debug("Stopped as wished.", exc_info=error)
        raise KeyboardInterrupt from error
    finally:
        work.close()  # where the wish came before the first step


@dataclass(slots=True)
class _Wishes:
    """Attributes: polite: what the first wish calls; heard: at least one was; cancelled: the work was broken off."""

    polite: Callable[[], None] | None
    heard: bool = False
    cancelled: bool = False

    def hear(self, task: asyncio.Task[Any]) -> None:
        """Called between two steps of the loop: nothing is cut in the middle."""
        if self.polite is not None and not self.heard:
            self.polite()
        else:
            self.cancelled = True
            task.cancel()
        self.heard = True

    def excuse(self, error: BaseException) -> bool:
        """True for what follows from the wishes: anything once the work was broken off, a lost browser before that."""
        return self.cancelled or (self.heard and isinstance(error, NoBrowserError))


async def _listening(work: Coroutine[Any, Any, Result], wishes: _Wishes) -> Result:
    loop, task = asyncio.get_running_loop(), asyncio.current_task()

    def heard(number: int, frame: FrameType | None) -> None:
        if wishes.cancelled or task is None:
            signal.default_int_handler(number, frame)
        loop.call_soon_threadsafe(wishes.hear, task)

    with _handling(heard):
        return await work


@contextmanager
def _handling(handler: Callable[[int, FrameType | None], None]) -> Iterator[None]:
    before = {number: signal.getsignal(number) for number in (signal.SIGINT, signal.SIGTERM)}
    if before[signal.SIGINT] is signal.SIG_IGN:
        del before[signal.SIGINT]
    for number in before:
        signal.signal(number, handler)  # not loop.add_signal_handler: Windows has none
    try:
        yield
    finally:
        for number, earlier in before.items():
            signal.signal(number, earlier)
