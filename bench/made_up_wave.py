"""A made-up wave of a whole country, to measure what a report of it costs.

usage: python -m bench.made_up_wave STORE [--sites N] [--pages N] [--seed N]
       python -m bench.made_up_wave STORE --report FOLDER

Some sites (`MODELS`) are made page by page with a seeded chance and written through the store as an audit writes them:
findings, a tally of every rule, verdicts, pictures, addresses that were not visited, indexes. All further sites are
copies of these under addresses of their own, made by SQLite in the closed database, whose tables docs/store.md tells:
ten million rows through the store would take an hour.
With --report the report of the wave in STORE is written and what it cost is printed.
"""

from __future__ import annotations

import argparse
import base64
import sqlite3
import time
from contextlib import closing
from dataclasses import replace
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

from bench.made_up_faults import FAULTS, Fault
from bench.report_cost import print_cost
from wcag_audit.measuring import score_site
from wcag_audit.model.finding import Engine, Finding, RuleTally, Target
from wcag_audit.model.language import Text
from wcag_audit.model.outcome import Outcome
from wcag_audit.model.register import Body, BodyKind, Region, Register, Site
from wcag_audit.model.result import PageResult, Screenshot, SiteResult, Versions, Wave
from wcag_audit.model.speech import SpeechReadiness
from wcag_audit.model.visit import FoundBy, Visit, VisitRecord, VisitStatus
from wcag_audit.rules.catalogue import load_catalogue
from wcag_audit.rules.procedures import procedures
from wcag_audit.score import page_verdicts, site_verdicts
from wcag_audit.standards.axe import AXE_RULES
from wcag_audit.store import Store

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from wcag_audit.model.basket import Procedure

MODELS = 20
_WAVE = 1
_SITES_PER_BODY = 4
_AXE = "4.12.1"
_KNOWN = (40, 600)
"""The fewest and the most addresses of a site that were left for want of time."""
_PICTURE = base64.b64decode(b"UklGRiIAAABXRUJQVlA4IBYAAAAwAQCdASoBAAEADsD+JaQAA3AAAAAA")
_SECTIONS = ("zhanalyqtar", "qyzmetter", "quzhattar", "baspasoz", "bailanys")


def fill(path: Path, sites: int = 1000, pages: int = 60, seed: int = 2026) -> None:
    """Write the wave into a new database, as number 1.

    Args:
        path: the database.
        sites: how many.
        pages: audited pages of each.
        seed: the same seed gives the same wave.
    """
    register = _register(sites)
    rules = procedures(load_catalogue().rules, _AXE)
    versions = Versions("0.1.0", _AXE, "ab" * 32, "HeadlessChrome/156.0.6999.0", "cd" * 8)
    wave = Wave(0, "2026-11-20", "2026-11-20T01:00:00+05:00", "", "full", "AAA", versions)
    with Store.open(path) as store:
        wave = store.begin_wave(wave, register)
        store.add_rules(wave.id, rules)
        models = register.sites[:MODELS]
        for number, site in enumerate(models):
            _audit(store, site, pages, rules, Random(f"{seed}-{number}"))  # noqa: S311 - no secret
    with closing(sqlite3.connect(path)) as db:
        for number, site in enumerate(register.sites[MODELS:], 1):
            _copy(db, models[number % len(models)].id, site.id, number)
    with Store.open(path) as store:
        store.finish_wave(wave.id, "2026-11-24T04:30:00+05:00")


def _register(sites: int) -> Register:
    regions = tuple(Region(f"region-{n}", Text(f"{n}-өңір", f"Регион {n}", f"Region {n}")) for n in range(1, 21))
    bodies = []
    for number, first in enumerate(range(0, sites, _SITES_PER_BODY), 1):
        name = Text(f"{number}-өңірлік басқарма", f"Управление № {number}", f"Department {number}")
        body = Body(f"body-{number}", name, BodyKind.LOCAL, region=regions[number % len(regions)].id)
        own = range(first, min(first + _SITES_PER_BODY, sites))
        bodies.append(replace(body, sites=tuple(Site(f"site-{n}", _home(f"site-{n}"), body.id) for n in own)))
    return Register(tuple(bodies), regions)


def _home(site: str) -> str:
    return f"https://{site}.example.kz/"


def _audit(store: Store, site: Site, pages: int, rules: Sequence[Procedure], chance: Random) -> None:
    """Write what an audit of a model site would have seen."""
    size = chance.lognormvariate(0, 0.5)
    faults = [
        (fault, component)
        for fault in FAULTS
        if chance.random() < fault.sites
        for component in range(max(1, round(fault.components * size * chance.uniform(0.5, 1.5))))
    ]
    verdicts, pictured = [], set()
    for number in range(pages):
        findings = tuple(_findings(faults, chance))
        url = f"{site.url}kk/{_SECTIONS[number % len(_SECTIONS)]}/{number}" if number else site.url
        tallies = tuple(_tallies(findings, rules))
        new = {item.fingerprint for item in findings if item.outcome is Outcome.FAILED} - pictured
        pictured |= new
        result = PageResult(
            record=VisitRecord(
                Visit(url, site.id, 1, FoundBy.LINK if number else FoundBy.START),
                VisitStatus.AUDITED,
                final_url=url,
                http_status=200,
            ),
            title=f"№ {number} жаңалық — аумақтық басқарма",
            lang="kk",
            detected="kk",
            findings=findings,
            tallies=tallies,
            verdicts=page_verdicts(findings, tallies),
            shots=tuple(Screenshot(print_, "image/webp", _PICTURE, 1, 1) for print_ in sorted(new)),
            speech=SpeechReadiness(words=420, well_formed=415, marked=400, ready=398, advice={"date": 2, "tenge": 1}),
            template=_SECTIONS[number % len(_SECTIONS)],
        )
        verdicts.append(result.verdicts)
        store.add_page(_WAVE, site.id, result)
    left = chance.randint(*_KNOWN)
    records = [
        VisitRecord(
            Visit(f"{site.url}kk/arhiv/{number}", site.id, 2),
            VisitStatus.DOCUMENT if number % 5 == 0 else VisitStatus.OVER_BUDGET,
        )
        for number in range(left)
    ]
    store.add_records(_WAVE, site.id, records)
    store.add_site(_WAVE, SiteResult(site.id, (), (), site_verdicts(site.id, verdicts)))
    score_site(store, _WAVE, site.id)


def _findings(faults: Sequence[tuple[Fault, int]], chance: Random) -> Iterator[Finding]:
    """What is found on one page of a site with these faults, each in one of its components."""
    for fault, component in faults:
        if chance.random() < fault.pages / max(1.0, fault.components / 2):
            for _ in range(max(1, round(chance.expovariate(1 / fault.places)))):
                yield _finding(fault, component)


def _finding(fault: Fault, component: int) -> Finding:
    html = fault.html.replace("{n}", str(component))
    target = Target(f"main > div:nth-of-type({component + 1}) > *", "", "", html, None, f"c-{fault.rule}-{component}")
    if fault.rule.startswith("axe-"):
        rule = AXE_RULES[fault.rule.removeprefix("axe-")]
        criteria, maturity, impact, engine = rule.criteria, rule.maturity, rule.impact, Engine.AXE
    else:
        own = load_catalogue()[fault.rule]
        criteria, maturity, impact, engine = own.criteria, own.maturity, own.impact, Engine.WCAG_AUDIT
    values: Mapping[str, object] = (
        {"selector": target.selector, **fault.values} if engine is Engine.AXE else fault.values
    )
    return Finding(fault.rule, fault.outcome, fault.code, criteria, target, values, engine, maturity, impact)


def _tallies(findings: Sequence[Finding], rules: Sequence[Procedure]) -> Iterator[RuleTally]:
    """What every rule counted on a page: what it found, or that it passed, or that there was nothing for it."""
    for place, rule in enumerate(rules):
        found = [item.outcome for item in findings if item.rule == rule.rule]
        otherwise = Outcome.PASSED if place % 3 else Outcome.INAPPLICABLE
        counts = {outcome: found.count(outcome) for outcome in dict.fromkeys(found)} or {otherwise: 3}
        yield RuleTally(rule.rule, rule.criteria, counts, maturity=rule.maturity)


# ── Copies ───────────────────────────────────────────────────────────────────────────────────────────────────────────

_OWNED: Mapping[str, str] = {
    "visits": "id, site_id, url",
    "pages": "visit_id",
    "page_speech": "visit_id",
    "rule_tallies": "visit_id",
    "page_verdicts": "visit_id",
    "page_indexes": "visit_id",
    "findings": "site_id, visit_id",
    "screenshots": "site_id",
    "site_verdicts": "site_id",
    "indexes": "site_id",
    "strata": "site_id",
}
"""The tables that are copied, and the columns that differ in a copy; a table without its own `id` gets none."""


def _copy(db: sqlite3.Connection, model: str, site: str, number: int) -> None:
    """Give a site the rows of a model, under its own address."""
    (source,), (target,) = (
        db.execute("SELECT id FROM sites WHERE site = ?", [name]).fetchone() for name in (model, site)
    )
    values = {
        "source": source,
        "target": target,
        # Ids of visits are taken in blocks, so that a copy's is the model's plus a number.
        "block": number * _BLOCK,
        "home": _home(model),
        "own": _home(site),
        "name": site,
        "model": model,
    }
    changed = {
        "id": "id + :block",
        "visit_id": "visit_id + :block",
        "site_id": ":target",
        "url": "replace(url, :home, :own)",
        "final_url": "replace(final_url, :home, :own)",
    }
    with db:
        for table in _OWNED:
            named = [name for (name,) in db.execute("SELECT name FROM pragma_table_info(?)", [table])]
            columns = [name for name in named if table != "findings" or name != "id"]
            owner = "site_id = :source"
            if "site_id" not in columns:
                owner = "visit_id IN (SELECT id FROM visits WHERE site_id = :source)"
            chosen = ", ".join(changed.get(column, column) for column in columns)
            order = "ORDER BY id" if table in {"visits", "findings"} else ""
            sql = f"INSERT INTO {table} ({', '.join(columns)}) SELECT {chosen} FROM {table} WHERE {owner} {order}"  # noqa: S608 - our own text
            db.execute(sql, values)
        db.execute(
            "INSERT INTO issues SELECT :name, fingerprint, rule, code, first_wave_id, last_wave_id FROM issues"
            " WHERE site = :model",
            values,
        )


_BLOCK = 100_000


def main() -> None:
    """Make a wave, or write its report and tell what that cost."""
    parser = argparse.ArgumentParser(prog="python -m bench.made_up_wave")
    parser.add_argument("store", type=Path)
    parser.add_argument("--sites", type=int, default=1000)
    parser.add_argument("--pages", type=int, default=60)
    parser.add_argument("--seed", type=int, default=2026)
    parser.add_argument("--report", type=Path, help="write the report of the wave here, and measure that")
    options = parser.parse_args()
    if options.report:
        print_cost(options.store, options.report)
        return
    began = time.monotonic()
    fill(options.store, options.sites, options.pages, options.seed)
    size = options.store.stat().st_size / 2**20
    print(f"{options.store}: {size:,.0f} MiB, made in {time.monotonic() - began:.0f} s")


if __name__ == "__main__":
    main()
