"""The W3C's published test cases for ACT rules: what we say of each, and where we disagree and why.

usage: python -m bench.published_cases FOLDER [--write]

FOLDER holds cases.json (objects with case_id, rule_id, expected, path, criteria, deprecated) and data/, as the
published snapshot of the ACT test suite is laid out. --write takes new disagreements into disagreements.toml with ✎ for
a reason, and takes those away that are none any more.
"""

from __future__ import annotations

import argparse
import asyncio
import functools
import http.server
import json
import sys
import threading
from collections import Counter
from contextlib import contextmanager
from pathlib import Path
from typing import TYPE_CHECKING

from bench.agreement import Case, Kind, differences, disagreement, known, write
from wcag_audit.audit import AuditOptions, check_addresses

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

DISAGREEMENTS = Path(__file__).with_name("disagreements.toml")
_HEADING = "Where we differ from the W3C's published cases. bench/published_cases.py writes it, people the reasons."
_TYPES = {
    ".html": "text/html; charset=utf-8",
    ".xhtml": "application/xhtml+xml",
    ".vtt": "text/vtt",
    ".webm": "video/webm",
    ".jfif": "image/jpeg",
}


def read_cases(folder: Path) -> tuple[Case, ...]:
    """The cases whose rule is required for a success criterion."""
    rows = json.loads((folder / "cases.json").read_text(encoding="utf-8"))
    return tuple(
        Case(row["case_id"], row["rule_id"], row["expected"] == "failed", row["path"], frozenset(row["criteria"]))
        for row in rows
        if row["criteria"] and not row["deprecated"]
    )


async def run(folder: Path) -> Mapping[str, Kind]:
    """Check every case; the id and kind of each disagreement.

    Cases that differ from what is recorded are looked at once more: on a busy machine a probe may run out of time.
    """
    cases = read_cases(folder)
    with _served(folder / "data") as base:
        found = await _look(cases, base)
        recorded = {case: entry["kind"] for case, entry in known(DISAGREEMENTS).items()}
        strange = [case for case in cases if found.get(case.id) != recorded.get(case.id)]
        again = await _look(strange, base) if strange else {}
    return {identifier: kind for identifier, kind in ({**found, **again}).items() if kind is not None}


async def _look(cases: Sequence[Case], base: str) -> dict[str, Kind | None]:
    addresses = list(dict.fromkeys(base + case.path for case in cases))
    options = AuditOptions(allow_private=True)
    results = {result.record.visit.url: result async for result in check_addresses(addresses, options)}
    return {case.id: disagreement(case, results[base + case.path]) for case in cases}


@contextmanager
def _served(folder: Path) -> Iterator[str]:
    handler = functools.partial(_Handler, directory=str(folder))
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler) as server:
        thread = threading.Thread(target=server.serve_forever, daemon=True)
        thread.start()
        try:
            yield f"http://127.0.0.1:{server.server_address[1]}"
        finally:
            server.shutdown()
            thread.join()


class _Handler(http.server.SimpleHTTPRequestHandler):
    extensions_map = http.server.SimpleHTTPRequestHandler.extensions_map | _TYPES

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002 - the base class names it so
        """Say nothing: hundreds of lines would hide the figures."""


def main() -> int:
    """Run it from the command line; 1 where the file and the run differ."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("folder", type=Path)
    parser.add_argument("--write", action="store_true")
    asked = parser.parse_args()
    cases = read_cases(asked.folder)
    found = asyncio.run(run(asked.folder))
    kinds = Counter(found.values())
    failing = sum(case.fails for case in cases)
    print(f"{len(cases)} cases, {failing} of them failing: " + ", ".join(f"{kinds[kind]} {kind}" for kind in Kind))
    if asked.write:
        write(DISAGREEMENTS, _HEADING, found, cases)
        return 0
    lines = differences(found, known(DISAGREEMENTS))
    for line in lines:
        print(line)
    return 1 if lines else 0


if __name__ == "__main__":
    sys.exit(main())
