"""Work that is asked to stop, by real signals to this process."""

from __future__ import annotations

import asyncio
import os
import signal

import pytest

from wcag_audit.cli.interrupts import run_until_stopped
from wcag_audit.errors import CouldNotDoError, NoBrowserError


async def _waits(*wishes: signal.Signals, breaks_with: BaseException | None = None) -> str:
    try:
        for wish in wishes:
            os.kill(os.getpid(), wish)
            await asyncio.sleep(0.01)  # the loop hears of it in its next step
        await asyncio.sleep(0 if breaks_with else 3600)
    finally:
        if breaks_with:
            raise breaks_with
    return "done"


async def _ends(wish: signal.Signals) -> str:
    os.kill(os.getpid(), wish)
    await asyncio.sleep(0.01)
    return "done"


@pytest.mark.parametrize("wish", [signal.SIGINT, signal.SIGTERM])
def test_a_wish_breaks_the_work_off(wish: signal.Signals) -> None:
    with pytest.raises(KeyboardInterrupt):
        run_until_stopped(_waits(wish))


@pytest.mark.parametrize("error", [RuntimeError("the pipe is gone"), NoBrowserError("browser.died")])
def test_what_breaks_after_the_wish_is_an_interruption(error: Exception) -> None:
    with pytest.raises(KeyboardInterrupt):
        run_until_stopped(_waits(signal.SIGINT, breaks_with=error))


def test_what_breaks_without_a_wish_is_an_error() -> None:
    with pytest.raises(RuntimeError, match="the pipe is gone"):
        run_until_stopped(_waits(breaks_with=RuntimeError("the pipe is gone")))
    with pytest.raises(asyncio.CancelledError):
        run_until_stopped(_waits(breaks_with=asyncio.CancelledError()))


def test_a_polite_wish_lets_the_work_end_by_itself() -> None:
    heard: list[str] = []
    assert run_until_stopped(_ends(signal.SIGINT), lambda: heard.append("once")) == "done"
    assert heard == ["once"]


def test_the_second_wish_is_not_polite_any_more() -> None:
    heard: list[str] = []
    with pytest.raises(KeyboardInterrupt):
        run_until_stopped(_waits(signal.SIGINT, signal.SIGINT), lambda: heard.append("once"))
    assert heard == ["once"]


def test_after_a_polite_wish_a_lost_browser_is_no_error_but_a_lost_database_is() -> None:
    with pytest.raises(KeyboardInterrupt):
        run_until_stopped(_waits(signal.SIGINT, breaks_with=NoBrowserError("browser.died")), lambda: None)
    error = CouldNotDoError("wave.failed-on", sites="a")
    with pytest.raises(CouldNotDoError):
        run_until_stopped(_waits(signal.SIGINT, breaks_with=error), lambda: None)


def test_work_that_will_not_go_is_broken_off_by_one_more_wish() -> None:
    async def clings() -> None:
        try:
            await _waits(signal.SIGINT)
        finally:
            os.kill(os.getpid(), signal.SIGINT)
            await asyncio.sleep(3600)

    with pytest.raises(KeyboardInterrupt):
        run_until_stopped(clings())


def test_afterwards_signals_do_what_they_did_before() -> None:
    before = signal.getsignal(signal.SIGINT), signal.getsignal(signal.SIGTERM)
    with pytest.raises(KeyboardInterrupt):
        run_until_stopped(_waits(signal.SIGINT))
    assert (signal.getsignal(signal.SIGINT), signal.getsignal(signal.SIGTERM)) == before


def test_what_was_started_with_ctrl_c_ignored_goes_on_ignoring_it_and_ends_when_asked() -> None:
    """A script's background job must not end with what is in the foreground."""
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        assert run_until_stopped(_ends(signal.SIGINT)) == "done"
        with pytest.raises(KeyboardInterrupt):
            run_until_stopped(_waits(signal.SIGTERM))
    finally:
        signal.signal(signal.SIGINT, before)
