"""What an earlier check found, so that a later one can say what is new."""

from __future__ import annotations

import json
from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

from wcag_audit.errors import BaselineError
from wcag_audit.model.visit import VisitStatus

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping
    from pathlib import Path

    from wcag_audit.model.finding import Finding

_WHOLE_PAGE = frozenset({"", "html", "head"})
"""Selectors of faults that belong to one page; the same fault of another page is another fault."""


@dataclass(frozen=True, slots=True)
class Baseline:
    """Attributes: pages: fingerprints by address as it was given; rules: hash over the rules, "" if it is not known."""

    pages: Mapping[str, frozenset[str]]
    rules: str = ""
    everywhere: frozenset[str] = field(default_factory=frozenset)

    def knows(self, address: str, finding: Finding) -> bool:
        """True where the finding was there before.

        On an address of the baseline only what it had there is known. On another address, a component that the baseline
        has anywhere is known: the same header is the same fault; a fault of the page as a whole is new.

        Args:
            address: as it was given.
            finding: on that page.
        """
        own = self.pages.get(address)
        if own is not None:
            return finding.fingerprint in own
        return finding.target.selector not in _WHOLE_PAGE and finding.fingerprint in self.everywhere


def load_baseline(path: Path) -> Baseline:
    """The output of an earlier `check --format json` or `jsonl`. Addresses that were not audited are left out.

    Raises:
        BaselineError: the file cannot be read, or is something else.
    """
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise BaselineError("baseline.absent", path=str(path)) from None
    except (OSError, UnicodeDecodeError) as error:
        raise BaselineError("baseline.unreadable", path=str(path), reason=str(error)) from None
    pages: defaultdict[str, set[str]] = defaultdict(set)
    rules = ""
    try:
        records, rules = _records(text)
        for record in records:
            if record["status"] == VisitStatus.AUDITED:
                pages[record["url"]].update(finding["fingerprint"] for finding in record["findings"])
    except KeyError as error:
        if error.args == ("fingerprint",):
            raise BaselineError("baseline.old", path=str(path)) from None
        raise BaselineError("baseline.strange", path=str(path)) from None
    except (ValueError, TypeError, AttributeError, RecursionError):
        raise BaselineError("baseline.strange", path=str(path)) from None
    by_address = {address: frozenset(own) for address, own in pages.items()}
    return Baseline(by_address, rules, frozenset().union(*by_address.values()))


def _records(text: str) -> tuple[Iterator[Any], str]:
    """The pages of a document or of lines, and the hash over the rules where it is told."""
    try:
        whole = json.loads(text)
    except ValueError:
        return (json.loads(line) for line in text.split("\n") if line.strip()), ""
    if "pages" in whole:
        return iter(whole["pages"]), str(whole["versions"]["rules"])
    return iter([whole]), ""
