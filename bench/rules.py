"""Times the rules alone: no browser, no network, one core, over one frozen page.

usage: python -m bench.rules [--url URL] [--nodes N] [--rounds N] [--profile]

Without --url the page is made up: the contents of the sample portal's Kazakh pages, one after the other, until there
are --nodes nodes. It is opened once, with every probe of the full profile. Then what was frozen is thawed and judged
--rounds times by all rules for pages, so that no round profits from what an earlier one had worked out.
"""

from __future__ import annotations

import argparse
import asyncio
import contextlib
import cProfile
import itertools
import pstats
import re
import shutil
import statistics
import sys
import tempfile
import time
import tracemalloc
from collections import defaultdict
from dataclasses import dataclass
from functools import partial
from html.parser import HTMLParser
from pathlib import Path
from typing import TYPE_CHECKING

from wcag_audit.audit.executor import LocalExecutor
from wcag_audit.audit.judging import evidence
from wcag_audit.audit.options import AuditOptions, AuditPlan, make_plan
from wcag_audit.model.dom import Dom, NodeKind
from wcag_audit.model.snapshot import PageSnapshot, unpack
from wcag_audit.model.visit import FoundBy, Visit
from wcag_audit.rules.judge import run_page_rule
from wcag_audit.sample_portal import SamplePortal, portal_folder

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator

_PAGE = "kk/index.html"
_MAIN = re.compile(r"(?<=<main id=\"main\" tabindex=\"-1\">).*(?=</main>)", re.DOTALL)
_SHOWN = 10


@dataclass(frozen=True, slots=True)
class Figures:
    """What the rules cost.

    Attributes:
        elements, nodes: of the page; nodes are elements, texts and documents.
        whole: seconds of each round: all rules, axe-core's results turned into findings, the merging of both.
        rules: rule -> seconds of each round. What several rules need is paid by the first that asks.
        memory: bytes of the thawed snapshot, and of all that the rules worked out and keep with it.
        packed: bytes of the snapshot in the store.
    """

    elements: int
    nodes: int
    whole: tuple[float, ...]
    rules: dict[str, list[float]]
    memory: tuple[int, int]
    packed: int


def main() -> None:
    """Measure and print."""
    parser = argparse.ArgumentParser(prog="python -m bench.rules")
    parser.add_argument("--url", help="a page of your own; its server must be running")
    parser.add_argument("--nodes", type=int, default=2500, help="size of the made-up page")
    parser.add_argument("--rounds", type=int, default=30)
    parser.add_argument("--profile", action="store_true", help="also print where the time goes, function by function")
    options = parser.parse_args()
    plan = make_plan(AuditOptions(allow_private=True, screenshots=False))
    with contextlib.nullcontext(options.url) if options.url else _made_up(options.nodes) as url:
        packed = asyncio.run(_capture(url, plan))
    _print(measure(packed, plan, options.rounds))
    if options.profile:
        snapshot = unpack(packed)
        with cProfile.Profile() as profile:
            evidence(snapshot, plan)
        pstats.Stats(profile).sort_stats("cumulative").print_stats(50)


def measure(packed: bytes, plan: AuditPlan, rounds: int) -> Figures:
    """Judge a frozen page over and over.

    Args:
        packed: the page as `model.snapshot.pack` froze it.
        plan: whose rules judge.
        rounds: how often; at least 1.
    """
    whole: list[float] = []
    rules: dict[str, list[float]] = defaultdict(list)
    for _ in range(rounds):
        snapshot = unpack(packed)
        whole.append(_seconds(partial(evidence, snapshot, plan)))
        snapshot = unpack(packed)
        for rule in plan.rules:
            rules[rule.id].append(_seconds(partial(run_page_rule, rule, snapshot)))
    dom = snapshot[Dom]
    elements = sum(node.kind is NodeKind.ELEMENT for node in dom.nodes)
    return Figures(elements, len(dom.nodes), tuple(whole), rules, _memory(packed, plan), len(packed))


def _seconds(work: Callable[[], object]) -> float:
    """CPU seconds: what other programs do on the machine is left out."""
    began = time.process_time()
    work()
    return time.process_time() - began


def _memory(packed: bytes, plan: AuditPlan) -> tuple[int, int]:
    tracemalloc.start()
    before = tracemalloc.get_traced_memory()[0]
    snapshot: PageSnapshot = unpack(packed)
    thawed = tracemalloc.get_traced_memory()[0]
    evidence(snapshot, plan)
    judged = tracemalloc.get_traced_memory()[0]
    tracemalloc.stop()
    return thawed - before, judged - before


async def _capture(url: str, plan: AuditPlan) -> bytes:
    async with LocalExecutor(plan) as executor:
        audited = await executor.audit(Visit(url, "bench", found_by=FoundBy.GIVEN))
    stored = audited.result.snapshot
    if stored is None:
        sys.exit(f"{url} could not be audited: {audited.result.record.status} {audited.result.record.reason}")
    return stored.data


@contextlib.contextmanager
def _made_up(nodes: int) -> Iterator[str]:
    """The address of a page with at least so many nodes, as long as the block runs."""
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name) / "portal"
        shutil.copytree(portal_folder(), folder)
        (folder / _PAGE).write_text(long_page(nodes), "utf-8")
        with SamplePortal(folder) as portal:
            yield f"{portal.url}/{_PAGE}"


def long_page(nodes: int) -> str:
    """A page of the sample portal with the contents of its Kazakh pages, over and over until it has so many nodes."""
    folder = portal_folder()
    page = (folder / _PAGE).read_text("utf-8")
    texts = (path.read_text("utf-8") for path in sorted((folder / "kk").glob("*.html")))
    contents = [found[0] for text in texts if (found := _MAIN.search(text))]
    parts: list[str] = []
    have = _nodes(page)
    for content in itertools.cycle(contents):
        if have >= nodes:
            break
        parts.append(content)
        have += _nodes(content)
    return page.replace("</main>", "".join(parts) + "</main>")


def _nodes(html: str) -> int:
    counter = _Counter()
    counter.feed(html)
    return counter.found


class _Counter(HTMLParser):
    """Counts elements and texts."""

    found = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:  # noqa: ARG002
        self.found += 1

    def handle_data(self, data: str) -> None:  # noqa: ARG002
        self.found += 1


def _print(figures: Figures) -> None:
    rounds = sorted(figures.whole)
    print(f"page: {figures.nodes} nodes, {figures.elements} of them elements")
    print(
        f"all {len(figures.rules)} rules with axe-core's findings merged in, {len(rounds)} rounds, ms of one core: "
        f"median {1000 * statistics.median(rounds):.0f}, least {1000 * rounds[0]:.0f}, most {1000 * rounds[-1]:.0f}"
    )
    thawed, judged = figures.memory
    print(
        f"snapshot: {thawed / 2**20:.1f} MiB in memory, {judged / 2**20:.1f} MiB with what the rules keep beside it, "
        f"{figures.packed / 2**10:.0f} KiB in the store\n"
    )
    print("| rule | ms |\n| --- | --- |")
    medians = {rule: statistics.median(seconds) for rule, seconds in figures.rules.items()}
    for rule in sorted(medians, key=lambda rule: -medians[rule])[:_SHOWN]:
        print(f"| `{rule}` | {1000 * medians[rule]:.1f} |")


if __name__ == "__main__":
    main()
