"""axe-core as one probe: run in an isolated world, frames included, results trimmed in the page."""

from __future__ import annotations

import asyncio
import hashlib
import re
from contextlib import suppress
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

_ALIVE_LIMIT = 3.0
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
            raise UsageError("axe.unreadable", path=str(path), reason=error.strerror or str(error)) from error
        source = data.decode("utf-8", errors="replace")
        found = _VERSION.search(source[:2000])
        if not found:
            raise UsageError("axe.no-release", path=str(path))
        return cls(source, found.group(1), hashlib.sha256(data).hexdigest())


def _shipped() -> bytes:
    return resources.files("axe_playwright_python").joinpath("axe.min.js").read_bytes()


def axe_options() -> dict[str, Any]:
    """Options of axe.run: its own defaults, and every rule on that it leaves out by default (`TURNED_ON`).

    Source: https://github.com/dequelabs/axe-core/blob/develop/doc/API.md#options-parameter
    """
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
        if not await _alive(tab, tree):
            raise ProbeError("probe.no-axe")
        if not tree.get("childFrames"):
            return _results(await tab.call("axe_run", "whole", options), ())
        untested: list[str] = []
        parts = await _run_parts(tab, tree, options, None, untested)
        return _results(await tab.call("axe_run", "finish", options, parts[1:]), tuple(untested))


async def _alive(tab: Tab, tree: dict[str, Any]) -> bool:
    """Whether axe-core can run in a frame: the site's own document, and one that lets timers run."""
    if tree["frame"].get("unreachableUrl"):
        return False  # the browser's own error page
    try:
        async with asyncio.timeout(_ALIVE_LIMIT):
            return bool(await tab.call("axe_run", "alive", {}, frame=tree["frame"]["id"]))
    except TimeoutError:
        return False


async def _run_parts(
    tab: Tab, tree: dict[str, Any], options: dict[str, Any], context: Any, untested: list[str]
) -> list[str | None]:
    """Partial results of a frame and all frames in it, in the order axe.finishRun expects them."""
    frame = tree["frame"]["id"]
    children: dict[str, Any] = {child["frame"]["id"]: child for child in tree.get("childFrames", ())}
    contexts = await tab.call("axe_run", "contexts", options, context, frame=frame)
    owners = await tab.frames_of("axe_run", "owners", options, frame=frame) if contexts else []
    parts: list[str | None] = [await tab.call("axe_run", "partial", options, context, frame=frame)]
    for inner, owner in zip(contexts, owners, strict=True):
        found: list[str | None] = [None]  # axe then reports "frame-tested" as incomplete, as it does by itself
        with suppress(ProbeError):
            if owner in children and await _alive(tab, children[owner]):
                found = await _run_parts(tab, children[owner], options, inner["frameContext"], untested)
        if found == [None]:
            untested.append(str(inner["selector"]))
        parts += found
    return parts


def _results(answer: dict[str, Any], untested: tuple[str, ...]) -> AxeResults:
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
