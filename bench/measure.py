"""Runs a command and measures what it and everything it starts cost: CPU seconds, wall seconds, peak memory."""

from __future__ import annotations

import subprocess
import tempfile
import time
from dataclasses import dataclass

import psutil

_INTERVAL = 0.03


@dataclass(frozen=True, slots=True)
class Cost:
    """What a run cost.

    Attributes:
        cpu: CPU seconds of the process and all its descendants.
        wall: seconds.
        memory: highest sum of resident memory seen, MiB (pages shared between processes counted more than once).
    """

    cpu: float
    wall: float
    memory: float


def measure(command: list[str], stdin: str) -> Cost:
    """Run a command to its end and say what it cost.

    CPU is sampled per process every 30 ms, because a browser's processes are not waited for by their parents; a process
    that lives shorter than that is missed, for every contender alike.
    """
    began = time.monotonic()
    used: dict[int, float] = {}
    peak = 0.0
    with tempfile.TemporaryFile("w+") as given, tempfile.TemporaryFile("w+") as printed:
        given.write(stdin)
        given.seek(0)
        process = subprocess.Popen(command, stdin=given, stdout=printed)  # noqa: S603 - the commands are our own
        root = psutil.Process(process.pid)
        while process.poll() is None:
            peak = max(peak, _sample(root, used))
            time.sleep(_INTERVAL)
    if process.returncode:
        raise SystemExit(f"{command[0]} ended with {process.returncode}")
    return Cost(sum(used.values()), time.monotonic() - began, peak)


def _sample(root: psutil.Process, used: dict[int, float]) -> float:
    memory = 0.0
    try:
        family = [root, *root.children(recursive=True)]
    except psutil.NoSuchProcess:
        return memory
    for process in family:
        try:
            times = process.cpu_times()
            used[process.pid] = times.user + times.system
            memory += process.memory_info().rss / 2**20
        except psutil.NoSuchProcess:
            continue
    return memory
