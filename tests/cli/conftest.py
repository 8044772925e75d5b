"""Runs the program as people do, in a process of its own, against the sample portal."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path
from typing import TYPE_CHECKING, Protocol

import pytest

from wcag_audit.sample_portal import SamplePortal

if TYPE_CHECKING:
    from collections.abc import Iterator

ROOT = Path(__file__).parents[2]
Done = subprocess.CompletedProcess[str]


class Cli(Protocol):
    def __call__(self, *arguments: str, stdin: str = "", cwd: Path | None = None, **environment: str) -> Done: ...


def _run(*arguments: str, stdin: str = "", cwd: Path | None = None, **environment: str) -> Done:
    return subprocess.run(  # noqa: S603 - our own program
        [sys.executable, "-m", "wcag_audit", *arguments],
        input=stdin,
        cwd=cwd,
        env={**os.environ, "LANGUAGE": "en", "PYTHONUTF8": "1", "PYTHONPATH": str(ROOT), **environment},
        capture_output=True,
        encoding="utf-8",
        check=False,
        timeout=300,
    )


@pytest.fixture(scope="session")
def cli() -> Cli:
    return _run


@pytest.fixture(scope="session")
def portal() -> Iterator[SamplePortal]:
    with SamplePortal() as running:
        yield running
