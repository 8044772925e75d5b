"""A simulated nation: sites whose true states are known, and the waves that an audit of them would leave in a store.

usage: python -m bench.nation STORE [--sites N] [--waves N] [--seed N]

Each site is clean or failing at AA, and clean or failing in what AAA asks beyond it, by two processes of two states
with rates of its own. Some sites cannot be reached in a wave, a few never. What an auditor sees is written into a real
store through its API; `Nation` keeps what only the simulation knows, so that a test can hold the report against it.
"""

from __future__ import annotations

import argparse
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from random import Random
from typing import TYPE_CHECKING

from wcag_audit.model.basket import Basket, Procedure
from wcag_audit.model.finding import Engine, Finding, Maturity, RuleTally, Target
from wcag_audit.model.index import LevelIndex, Measured, SiteMeasures
from wcag_audit.model.language import Text
from wcag_audit.model.outcome import Outcome
from wcag_audit.model.register import Body, BodyKind, Region, Register, Site
from wcag_audit.model.result import PageResult, SiteResult, Versions, Wave
from wcag_audit.model.verdict import CriterionVerdict, Verdict
from wcag_audit.model.visit import FoundBy, Visit, VisitRecord, VisitStatus
from wcag_audit.score import site_verdicts
from wcag_audit.standards.wcag import CRITERIA
from wcag_audit.store import Store

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

LEVELS = ("AA", "AAA")
_FAULTS: Mapping[str, tuple[str, str]] = {
    "AA": ("axe-image-alt", "1.1.1"),
    "AAA": ("axe-color-contrast-enhanced", "1.4.6"),
}
"""What is wrong with a site that fails AA, and with one that fails what AAA asks beyond it: rule and criterion."""
_MINISTRIES, _REGIONS = 18, 20
_FAILING_AT_FIRST: Mapping[str, float] = {"AA": 0.9, "AAA": 0.98}
_NEVER_REACHED, _REACHED = 0.02, 0.95
_FIRST = date(2026, 1, 20)
_APART = 60


@dataclass(frozen=True, slots=True)
class TrueSite:
    """What the simulation knows of one site, one value a wave.

    Attributes:
        faulty: per level, whether the site has the fault of that level.
        reached: whether an audit got to see it.
    """

    id: str
    body: str
    faulty: Mapping[str, tuple[bool, ...]]
    reached: tuple[bool, ...]

    def clean(self, level: str, wave: int) -> bool:
        """Whether the site truly has no fault at the level; AAA asks all that AA asks."""
        asked = LEVELS[: LEVELS.index(level) + 1]
        return not any(self.faulty[item][wave] for item in asked)

    def seen(self, level: str, wave: int) -> bool | None:
        """What an audit says: clean or not, None where it did not get there."""
        return self.clean(level, wave) if self.reached[wave] else None


@dataclass(frozen=True, slots=True)
class Nation:
    """A register and the truth about its sites."""

    register: Register
    days: tuple[date, ...]
    sites: tuple[TrueSite, ...]


def simulate(sites: int = 400, waves: int = 6, seed: int = 2026) -> Nation:
    """A nation of that many sites, seen in that many waves two months apart."""
    chance = Random(seed)  # noqa: S311 - a simulation, no secret
    register = _register(sites)
    effort = {body.id: chance.betavariate(2, 6) for body in register.bodies}
    truth = tuple(_site(site, effort[site.body], waves, chance) for site in register.sites)
    return Nation(register, tuple(_FIRST + timedelta(days=_APART * wave) for wave in range(waves)), truth)


def _site(site: Site, effort: float, waves: int, chance: Random) -> TrueSite:
    improve, relapse = min(0.6, effort * 1.2), chance.betavariate(1.5, 12)
    faulty = {
        "AA": _process(chance.random() < _FAILING_AT_FIRST["AA"], improve, relapse, waves, chance),
        "AAA": _process(chance.random() < _FAILING_AT_FIRST["AAA"], improve / 3, relapse, waves, chance),
    }
    never = chance.random() < _NEVER_REACHED
    reached = tuple(not never and chance.random() < _REACHED for _ in range(waves))
    return TrueSite(site.id, site.body, faulty, reached)


def _process(faulty: bool, improve: float, relapse: float, waves: int, chance: Random) -> tuple[bool, ...]:
    """True where the fault is there."""
    states = [faulty]
    while len(states) < waves:
        turns = chance.random() < (improve if states[-1] else relapse)
        states.append(states[-1] != turns)
    return tuple(states)


def _register(sites: int) -> Register:
    """Ministries with the bodies and organisations below them, akimats of regions with theirs."""
    regions = tuple(
        Region(f"region-{n}", Text(f"{n}-өңір", f"Регион {n}", f"Region {n}")) for n in range(1, _REGIONS + 1)
    )
    bodies = list(_bodies())
    shares: list[list[Site]] = [[] for _ in bodies]
    for number in range(sites):
        place = number % len(bodies)
        body = bodies[place]
        shares[place].append(Site(f"{body.id}-{len(shares[place]) + 1}", f"https://{number + 1}.example.kz/", body.id))
    whole = tuple(
        Body(body.id, body.name, body.kind, body.region, body.ministry, sites=tuple(own))
        for body, own in zip(bodies, shares, strict=True)
    )
    return Register(whole, regions)


def _bodies() -> Iterator[Body]:
    for number in range(1, _MINISTRIES + 1):
        ministry = f"ministry-{number}"
        kk, ru, en = f"{number}-істер министрлігі", f"Министерство дел № {number}", f"Ministry of Affairs {number}"
        yield Body(ministry, Text(kk, ru, en), BodyKind.CENTRAL)
        for part in (1, 2, 3):
            name = Text(
                f"{kk}нің {part}-комитеті", f"Комитет {part} Министерства дел № {number}", f"{en}: Committee {part}"
            )
            yield Body(f"{ministry}-committee-{part}", name, BodyKind.CENTRAL, ministry=ministry)
        for part in (1, 2):
            name = Text(
                f"«{number}.{part}» ұлттық компаниясы",
                f"Национальная компания «{number}.{part}»",
                f"National Company {number}.{part}",
            )
            yield Body(f"company-{number}-{part}", name, BodyKind.QUASI_STATE, ministry=ministry)
    for number in range(1, _REGIONS + 1):
        region = f"region-{number}"
        akimat = f"akimat-{number}"
        name = Text(f"{number}-өңір әкімдігі", f"Акимат региона {number}", f"Akimat of Region {number}")
        yield Body(akimat, name, BodyKind.LOCAL, region=region)
        for part in (1, 2, 3):
            name = Text(
                f"{number}-өңірдің {part}-басқармасы",
                f"Управление {part} региона {number}",
                f"Department {part} of Region {number}",
            )
            yield Body(f"{akimat}-department-{part}", name, BodyKind.LOCAL, region=region)


# ── What an audit leaves in the store ────────────────────────────────────────────────────────────────────────────────


def fill(store: Store, nation: Nation) -> None:
    """Write what an audit of the nation would have seen."""
    for number, day in enumerate(nation.days):
        started = f"{day.isoformat()}T01:00:00+05:00"
        versions = Versions("0.1.0", "4.12.1", "ab" * 32, "HeadlessChrome/156.0.6999.0", "cd" * 8)
        wave = store.begin_wave(Wave(0, day.isoformat(), started, "", "full", "AAA", versions), nation.register)
        store.add_rules(wave.id, _basket().procedures)
        urls = {site.id: site.url for site in nation.register.sites}
        for site in nation.sites:
            _audit(store, wave.id, site, urls[site.id], number)
        store.finish_wave(wave.id, f"{day.isoformat()}T20:00:00+05:00")


def _basket() -> Basket:
    rules = sorted(_FAULTS.values())
    procedures = (Procedure(rule, "4.12.1", (criterion,), engine=Engine.AXE) for rule, criterion in rules)
    return Basket("2026.1", "2026-01-05", tuple(procedures))


def _indexes(site: TrueSite, number: int) -> Iterator[LevelIndex]:
    """A faulty site loses ten points at each level that asks for what it lacks."""
    reached = site.reached[number]
    for level in LEVELS:
        value = 100.0 if site.clean(level, number) else 90.0
        ends = (value, max(0.0, value - 2), min(100.0, value + 2), value - 10, value) if reached else (None,) * 5
        why = Measured.YES if reached else Measured.NOTHING_REACHED
        clean = int(reached and site.clean(level, number))
        yield LevelIndex(level, _basket().name, why, *ends, clean, int(reached), 0.0, 1.0, 30, 55, int(reached), 1)


def _audit(store: Store, wave_id: int, site: TrueSite, url: str, number: int) -> None:
    visit = Visit(url, site.id, 0, FoundBy.START)
    if not site.reached[number]:
        store.add_records(wave_id, site.id, [VisitRecord(visit, VisitStatus.TIMEOUT, "")])
        store.add_site(wave_id, SiteResult(site.id, (), (), site_verdicts(site.id, ())))
        store.add_measures(
            wave_id, SiteMeasures(site.id, _basket().name, tuple(_indexes(site, number)), (), ()), _basket()
        )
        return
    findings = tuple(_finding(level) for level in LEVELS if site.faulty[level][number])
    tallies = tuple(
        RuleTally(rule, (criterion,), {_outcome(site.faulty[level][number]): 1}, maturity=Maturity.STABLE)
        for level, (rule, criterion) in _FAULTS.items()
    )
    verdicts = tuple(_verdicts(findings))
    record = VisitRecord(visit, VisitStatus.AUDITED, final_url=url, http_status=200)
    page = PageResult(
        record=record, title="", lang="kk", detected="kk", findings=findings, tallies=tallies, verdicts=verdicts
    )
    store.add_page(wave_id, site.id, page)
    store.add_site(wave_id, SiteResult(site.id, (), (), site_verdicts(site.id, (verdicts,))))
    store.add_measures(wave_id, SiteMeasures(site.id, _basket().name, tuple(_indexes(site, number)), (), ()), _basket())


def _outcome(faulty: bool) -> Outcome:
    return Outcome.FAILED if faulty else Outcome.PASSED


def _finding(level: str) -> Finding:
    rule, criterion = _FAULTS[level]
    target = Target(selector="main > *", html="<main>", component=f"component-{level}")
    return Finding(rule, Outcome.FAILED, "violation", (criterion,), target, engine=Engine.AXE, maturity=Maturity.STABLE)


def _verdicts(findings: Sequence[Finding]) -> Iterator[CriterionVerdict]:
    broken = {number for finding in findings for number in finding.criteria}
    for place, number in enumerate(CRITERIA):
        other = (Verdict.NO_FAILURE_FOUND, Verdict.REVIEW, Verdict.NOT_APPLICABLE)[place % 3]
        state = Verdict.FAILED if number in broken else other
        if state is Verdict.REVIEW and number in {criterion for _, criterion in _FAULTS.values()}:
            state = Verdict.NO_FAILURE_FOUND
        yield CriterionVerdict(number, state, (), "needs-person" if state is Verdict.REVIEW else "")


def main() -> None:
    """Write a simulated nation into a new database."""
    parser = argparse.ArgumentParser(prog="python -m bench.nation")
    parser.add_argument("store", type=Path)
    parser.add_argument("--sites", type=int, default=400)
    parser.add_argument("--waves", type=int, default=6)
    parser.add_argument("--seed", type=int, default=2026)
    options = parser.parse_args()
    with Store.open(options.store) as store:
        fill(store, simulate(options.sites, options.waves, options.seed))
    print(f"{options.store}: {options.sites} sites in {options.waves} waves")


if __name__ == "__main__":
    main()
