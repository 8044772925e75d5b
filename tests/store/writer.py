"""A program of its own that writes pages to a store: `writer.py DATABASE WAVE SITE COUNT`.

It prints the number of each page after the page is stored, and tells when it could not.
"""

from __future__ import annotations

import sys
from pathlib import Path

from wcag_audit.model.finding import Finding, Target
from wcag_audit.model.outcome import Outcome
from wcag_audit.model.result import PageResult
from wcag_audit.model.visit import Visit, VisitRecord, VisitStatus
from wcag_audit.store import Store


def page(site: str, number: int) -> PageResult:
    """A page with twenty findings, so that a transaction has something to tear."""
    findings = tuple(
        Finding("rule", Outcome.FAILED, "code", ("1.1.1",), Target(f"#n{count}", html="x" * 400)) for count in range(20)
    )
    record = VisitRecord(Visit(f"https://{site}.kz/{number}", site), VisitStatus.AUDITED)
    return PageResult(record, title=str(number), findings=findings, links=(f"https://{site}.kz/{number + 1}",))


def main(database: str, wave: str, site: str, count: str) -> None:
    """Write that many pages."""
    with Store.open(Path(database)) as store:
        for number in range(int(count)):
            store.add_page(int(wave), site, page(site, number))
            sys.stdout.write(f"{number}\n")
            sys.stdout.flush()


if __name__ == "__main__":
    main(*sys.argv[1:])
