"""Runs the program in this process, as people run it in one of its own."""

from __future__ import annotations

import subprocess
import sys
from contextlib import chdir
from pathlib import Path

import pytest
from click.testing import CliRunner

from wcag_audit.cli.main import main

Done = subprocess.CompletedProcess[str]


def run_here(*arguments: str, stdin: str = "", cwd: Path | None = None, **environment: str) -> Done:
    """What it says on both streams and the code that it leaves with; English unless told otherwise."""
    with (
        CliRunner().isolation(input=stdin, env={"LANGUAGE": "en", **environment}) as (out, err, _),
        chdir(cwd or Path.cwd()),
    ):
        with pytest.raises(SystemExit) as ended:
            main(arguments)
        sys.stdout.flush()
        sys.stderr.flush()
        told = [stream.getvalue().decode() for stream in (out, err)]
    return Done(["wcag-audit", *arguments], int(ended.value.code or 0), *told)
