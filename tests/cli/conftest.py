"""Runs the program as people do, against the sample portal."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import pytest

from tests.running import Done, run_here
from wcag_audit.sample_portal import SamplePortal

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]


class Cli(Protocol):
    def __call__(self, *arguments: str, stdin: str = "", cwd: Path | None = None, **environment: str) -> Done: ...


def _apart(*arguments: str, stdin: str = "", cwd: Path | None = None, **environment: str) -> Done:
    return subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-m", "wcag_audit", *arguments],
        input=stdin,
        cwd=cwd,
        env={**os.environ, "LANGUAGE": "en", "PYTHONUTF8": "1", "PYTHONPATH": str(ROOT), **environment},
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=1200,
    )


@pytest.fixture(scope="session")
def cli() -> Cli:
    """Runs the program in this process: a second of imports is saved each time."""
    return run_here


@pytest.fixture(scope="session")
def process() -> Cli:
    """Runs the program in a process of its own, where that is what matters: its environment, its whole way."""
    return _apart


@pytest.fixture(scope="session")
def portal() -> Iterator[SamplePortal]:
    with SamplePortal() as running:
        yield running
