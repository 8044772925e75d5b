"""Compares the cost of a page: `wcag-audit check --profile quick` against a plain Playwright and axe loop.

usage: python -m bench [--urls FILE] [--rounds N] [--loop-browser PATH] [--full]

Both run over the same pages, in turns, in one run. Without --urls these are the pages of the bundled sample portal.
The loop is measured twice: with the browser that a person has installed (Chromium, Chrome), and with the very browser
that wcag-audit uses, to show how much of the difference is the choice of browser.
"""

from __future__ import annotations

import argparse
import contextlib
import os
import shutil
import statistics
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from bench.measure import Cost, measure
from wcag_audit.browser.executable import installed_browsers, named_browser
from wcag_audit.sample_portal import SamplePortal, portal_folder

if TYPE_CHECKING:
    from collections.abc import Iterator

_FULL_BROWSERS = ("chromium", "google-chrome-stable", "google-chrome", "chromium-browser")


@dataclass(frozen=True, slots=True)
class Contender:
    """One way to audit the pages.

    Attributes:
        command: reads addresses, one a line, on standard input.
    """

    name: str
    command: list[str]


def main() -> None:
    """Measure and print a table."""
    parser = argparse.ArgumentParser(prog="python -m bench")
    parser.add_argument("--urls", type=Path, help="file with one address a line; their server must be running")
    parser.add_argument("--rounds", type=int, default=3)
    parser.add_argument("--loop-browser", type=Path, help="browser of the plain loop; an installed Chromium or Chrome")
    parser.add_argument("--full", action="store_true", help="measure the full profile as well")
    options = parser.parse_args()
    with _pages(options.urls) as pages:
        contenders = _contenders(options.loop_browser, full=options.full)
        costs: dict[str, list[Cost]] = {contender.name: [] for contender in contenders}
        for number in range(options.rounds):
            for contender in contenders[number % len(contenders) :] + contenders[: number % len(contenders)]:
                cost = measure(contender.command, "\n".join(pages) + "\n")
                costs[contender.name].append(cost)
                print(f"round {number + 1}: {contender.name}: {cost.cpu / len(pages):.2f} CPU s/page", file=sys.stderr)
        _print(costs, len(pages))


@contextlib.contextmanager
def _pages(urls: Path | None) -> Iterator[list[str]]:
    if urls is not None:
        yield urls.read_text(encoding="utf-8").split()
        return
    with SamplePortal() as portal:
        folder = portal_folder()
        yield [f"{portal.url}/{page.relative_to(folder).as_posix()}" for page in sorted(folder.rglob("*.html"))]


def _contenders(loop_browser: Path | None, *, full: bool) -> list[Contender]:
    own = named_browser() or next(installed_browsers(), None)
    installed = loop_browser or next((Path(path) for name in _FULL_BROWSERS if (path := shutil.which(name))), None)
    if own is None:
        sys.exit("No browser was found: run `wcag-audit setup`.")
    check = [sys.executable, "-m", "wcag_audit", "check", "--urls-from", "-", "--format", "jsonl", "--allow-private"]
    loop = [sys.executable, "-m", "bench.plain_loop"]
    os.environ["WCAG_AUDIT_BROWSER"] = str(own)
    contenders = [Contender("wcag-audit check --profile quick", [*check, "--fail-on", "never", "--profile", "quick"])]
    if full:
        contenders.append(Contender("wcag-audit check --profile full", [*check, "--fail-on", "never"]))
    if installed is not None and installed != own:
        contenders.append(Contender(f"plain loop, {installed.name}", [*loop, str(installed)]))
    contenders.append(Contender(f"plain loop, {own.name}", [*loop, str(own)]))
    return contenders


def _print(costs: dict[str, list[Cost]], pages: int) -> None:
    """A Markdown table of medians over the rounds; the ratio is that of the first row to each."""
    ours = statistics.median(cost.cpu for cost in next(iter(costs.values())))
    print(f"{pages} pages, median of {len(next(iter(costs.values())))} rounds\n")
    print("| contender | CPU s/page | pages/min | peak memory MiB | quick check costs of it |")
    print("| --- | --- | --- | --- | --- |")
    for name, runs in costs.items():
        cpu = statistics.median(run.cpu for run in runs)
        wall = statistics.median(run.wall for run in runs)
        memory = statistics.median(run.memory for run in runs)
        print(f"| {name} | {cpu / pages:.2f} | {60 * pages / wall:.0f} | {memory:.0f} | {ours / cpu:.2f} |")


if __name__ == "__main__":
    main()
