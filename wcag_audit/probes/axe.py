"""axe-core as one probe: run in an isolated world, frames included, results trimmed in the page."""

from __future__ import annotations

import hashlib
import re
from dataclasses import dataclass
from importlib import resources
from typing import TYPE_CHECKING, Any, ClassVar

from wcag_audit.errors import ProbeError, UsageError
from wcag_audit.model.facts import AxeNode, AxeResults, AxeRuleResult
from wcag_audit.model.outcome import Outcome
from wcag_audit.probes.api import Disturbs
from wcag_audit.standards.axe import TURNED_ON

if TYPE_CHECKING:
    from pathlib import Path

    from wcag_audit.probes.api import Tab

_VERSION = re.compile(r"axe v(\d+\.\d+\.\d+)")


@dataclass(frozen=True, slots=True)
class AxeFile:
    """The unmodified axe-core release that is run.

    Attributes:
        source: JavaScript text.
        version: as its licence header says.
        sha256: of the file's bytes, hexadecimal; stored with every wave.
    """

    source: str
    version: str
    sha256: str

    @classmethod
    def load(cls, path: Path | None = None) -> AxeFile:
        """Read axe-core from a file, or the one that the package axe-playwright-python ships.

        Raises:
            UsageError: the file cannot be read or is not axe-core.
        """
        try:
            data = path.read_bytes() if path else _shipped()
        except OSError as error:
            raise UsageError(f"The axe-core file {path} cannot be read ({error.strerror}).") from error
        source = data.decode("utf-8", errors="replace")
        found = _VERSION.search(source[:2000])
        if not found:
            raise UsageError(f"{path} is not an axe-core release: its header names no version.")
        return cls(source, found.group(1), hashlib.sha256(data).hexdigest())


def _shipped() -> bytes:
    return resources.files("axe_playwright_python").joinpath("axe.min.js").read_bytes()


def axe_options() -> dict[str, Any]:
    """Options of axe.run: its own defaults, and the WCAG rules on that are off by default (target-size and others)."""
    return {
        "resultTypes": ["violations", "incomplete"],
        "ancestry": True,
        "rules": {rule: {"enabled": True} for rule in TURNED_ON},
    }


class AxeProbe:
    """Provides `AxeResults`. axe-core must already be in the tab's isolated world (browser.launch puts it there)."""

    id: ClassVar[str] = "axe"
    provides: ClassVar[type[AxeResults]] = AxeResults
    disturbs: ClassVar[Disturbs] = Disturbs.NOTHING
    budget: ClassVar[float] = 40.0

    async def collect(self, tab: Tab) -> AxeResults:
        """What axe-core says of the page and its frames.

        Raises:
            ProbeError: axe-core is not in the page, or it threw.
        """
        options = axe_options()
        tree = (await tab.send("Page.getFrameTree"))["frameTree"]
        if not tree.get("childFrames"):
            return _results(await tab.call("axe_run", "whole", options), ())
        untested: list[str] = []
        parts = await _run_parts(tab, tree, options, None, untested)
        return _results(await tab.call("axe_run", "finish", options, parts[1:]), tuple(untested))


async def _run_parts(
    tab: Tab, tree: dict[str, Any], options: dict[str, Any], context: Any, untested: list[str]
) -> list[str | None]:
    """Partial results of a frame and all frames in it, in the order axe.finishRun expects them."""
    frame = tree["frame"]["id"]
    children: list[dict[str, Any]] = tree.get("childFrames", [])
    contexts = await tab.call("axe_run", "contexts", options, context, frame=frame)
    if isinstance(contexts, dict):
        raise ProbeError("axe-core is not loaded in this frame")
    parts: list[str | None] = [await tab.call("axe_run", "partial", options, context, frame=frame)]
    for inner in contexts:
        try:
            parts += await _run_parts(tab, children[inner["index"]], options, inner["frameContext"], untested)
        except (ProbeError, IndexError, KeyError):
            parts.append(None)  # axe then reports "frame-tested" as incomplete for it, as it does by itself
            untested.append(str(inner.get("selector", "")))
    return parts


def _results(answer: dict[str, Any], untested: tuple[str, ...]) -> AxeResults:
    if answer.get("missing"):
        raise ProbeError("axe-core is not loaded in this page")
    return AxeResults(str(answer["version"]), tuple(map(_rule, answer["rules"])), untested)


def _rule(rule: dict[str, Any]) -> AxeRuleResult:
    failed = tuple(map(_node, rule["failed"]))
    undecided = tuple(map(_node, rule["undecided"]))
    if failed:
        outcome = Outcome.FAILED
    elif undecided:
        outcome = Outcome.CANT_TELL
    else:
        outcome = Outcome.PASSED if rule["passed"] else Outcome.INAPPLICABLE
    return AxeRuleResult(
        id=rule["id"],
        outcome=outcome,
        impact=rule["impact"],
        help=rule["help"],
        help_url=rule["helpUrl"],
        tags=tuple(rule["tags"]),
        passed=rule["passed"],
        failed=failed,
        undecided=undecided,
    )


def _node(node: dict[str, Any]) -> AxeNode:
    return AxeNode(
        selector=node["selector"],
        ancestry=tuple(node["ancestry"]),
        html=node["html"],
        summary="; ".join(check[1] for check in node["checks"]),
        checks=tuple((check[0], check[1], check[2]) for check in node["checks"]),
    )
