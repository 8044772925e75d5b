"""Cases of our own for ACT rules and failure techniques, written without a look at how a rule is implemented.

usage: python -m bench.own_cases [--part open|held_back] [--rule ID] [--tell] [--write]

They stand in tests/unseen/<part>/<subject>.toml; what the parts are for is told in tests/unseen/README.md. --rule takes
only the cases of one rule; --tell shows what was found where we differ; --write takes new disagreements into
tests/unseen/disagreements.toml with ✎ for a reason, and takes those away that are none any more.
"""

from __future__ import annotations

import argparse
import asyncio
import sys
import tomllib
from collections import Counter, defaultdict
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any

from bench.agreement import Case, Kind, differences, disagreement, known, write
from bench.case_server import serve
from wcag_audit.audit.ledgers import Ledgers, SwitchLedger
from wcag_audit.audit.options import AuditOptions, AuditPlan, make_plan
from wcag_audit.audit.page import audit_page
from wcag_audit.audit.pictures import ShotLedger
from wcag_audit.browser import Browser, BrowserOptions, plan
from wcag_audit.model.dom import Dom
from wcag_audit.model.facts import AxeResults, Response
from wcag_audit.model.visit import FoundBy, Visit, VisitStatus
from wcag_audit.probes.catalogue import all_probes
from wcag_audit.rules.catalogue import load_catalogue

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping, Sequence

    from wcag_audit.model.result import PageResult

FOLDER = Path(__file__).parents[1] / "tests" / "unseen"
DISAGREEMENTS = FOLDER / "disagreements.toml"
PARTS = ("open", "held_back")
_HEADING = "Where we differ from our own unseen cases. bench/own_cases.py writes it, people the reasons."
_STATIC = frozenset({Dom, AxeResults, Response})
_OUTCOMES = ("failed", "passed", "inapplicable")
_TITLES = {
    "kk": "Қызметтер мен жаңалықтар — Бұлақ ауданының әкімдігі",
    "ru": "Услуги и новости — акимат района Булак",
    "en": "Services and news — Bulak district",
}


@dataclass(frozen=True, slots=True)
class OwnCase(Case):
    """A case with its pages; the path in `path` ends in a slash, and `files` are those below the server's root."""

    part: str = ""
    why: str = ""
    files: Mapping[str, str] = field(default_factory=dict)


def read_cases(parts: Iterable[str] = PARTS) -> tuple[OwnCase, ...]:
    """All cases of some parts, in the order of the files."""
    rows = [
        (f"{part}/{rule}/{outcome}-{number}", frozenset(about["criteria"]), row)
        for part in parts
        for file in sorted((FOLDER / part).glob("*.toml"))
        for rule, about in tomllib.loads(file.read_text(encoding="utf-8")).items()
        for outcome in _OUTCOMES
        for number, row in enumerate(about.get(outcome, ()), 1)
    ]
    # The address must not tell a rule what is expected
    return tuple(_case(f"/{place}", *row) for place, row in enumerate(rows))


def _case(base: str, identifier: str, criteria: frozenset[str], row: Mapping[str, Any]) -> OwnCase:
    part, rule, outcome = identifier.split("/")
    texts = {"/": _document(row["html"], row.get("lang", "ru")), **row.get("files", {})}
    for name in row.get("files", {}):
        texts = {path: text.replace(name, base + name) for path, text in texts.items()}
    return OwnCase(
        id=identifier,
        rule=rule,
        fails=outcome.startswith("failed"),
        path=f"{base}/",
        criteria=criteria,
        part=part,
        why=row["why"],
        files={base + path: text for path, text in texts.items()},
    )


def _document(html: str, lang: str) -> str:
    """The page of a case; what is no whole document is put into a plain one."""
    if html.lstrip().lower().startswith("<!doctype"):
        return html.lstrip()
    head = f'<meta charset="utf-8"><title>{_TITLES[lang]}</title>'
    return f'<!doctype html>\n<html lang="{lang}"><head>{head}</head><body>\n{html.strip()}\n</body></html>\n'


async def run(cases: Sequence[OwnCase]) -> Mapping[str, PageResult]:
    """Check every case; what was found of it, by its id."""
    options = AuditOptions(allow_private=True, screenshots=False, snapshots=False, follow_links=True)
    whole = make_plan(options)
    plans: dict[frozenset[str], AuditPlan] = {}
    ledgers = Ledgers(ShotLedger(enabled=False), SwitchLedger(lambda _: True))
    places = asyncio.Semaphore(options.tab_count)

    async def look(case: OwnCase, browser: Browser, address: str) -> PageResult:
        if case.criteria not in plans:
            plans[case.criteria] = _only(whole, case.criteria)
        async with places:
            visit = Visit(address + case.path, "own-cases", found_by=FoundBy.GIVEN)
            result = (await audit_page(browser, visit, plans[case.criteria], ledgers)).result
        if result.record.status is not VisitStatus.AUDITED:
            raise RuntimeError(f"{case.id} was not audited: {result.record.status} {result.record.reason}")
        return result

    with serve(cases) as address:
        async with Browser(BrowserOptions(allow_private=True, axe=whole.axe)) as browser:
            results = await asyncio.gather(*(look(case, browser, address) for case in cases))
    return dict(zip((case.id for case in cases), results, strict=True))


def _only(whole: AuditPlan, criteria: frozenset[str]) -> AuditPlan:
    """The plan with only those rules that speak of one of the criteria, and only the probes that they need."""
    rules = tuple(rule for rule in whole.rules if criteria & set(rule.criteria))
    needs = {kind for rule in rules for kind in rule.needs} | {Dom, AxeResults}
    return replace(whole, rules=rules, probes=plan(needs, all_probes(follow_links=True)))


def at_rest(cases: Iterable[OwnCase]) -> tuple[OwnCase, ...]:
    """Those of which everything is said from the page as it stands: no key is pressed, nothing is resized."""
    live = {
        name for rule in load_catalogue().page_rules if not _STATIC.issuperset(rule.needs) for name in rule.criteria
    }
    return tuple(case for case in cases if not case.criteria & live)


def judged(cases: Iterable[OwnCase], results: Mapping[str, PageResult]) -> Mapping[str, Kind]:
    """The id and kind of each disagreement."""
    kinds = {case.id: disagreement(case, results[case.id]) for case in cases}
    return {identifier: kind for identifier, kind in kinds.items() if kind is not None}


def summary(cases: Sequence[OwnCase], found: Mapping[str, Kind]) -> Iterator[str]:
    """One line per part and one per rule with a disagreement."""
    parts: dict[str, list[OwnCase]] = defaultdict(list)
    rules: dict[str, list[OwnCase]] = defaultdict(list)
    for case in cases:
        parts[case.part].append(case)
        rules[case.rule].append(case)
    for part, own in parts.items():
        yield f"{part:10} {_figures(own, found)}"
    for rule, own in rules.items():
        if any(case.id in found for case in own):
            yield f"{rule:10} {_figures(own, found)}"


def _figures(cases: Sequence[OwnCase], found: Mapping[str, Kind]) -> str:
    kinds = Counter(found[case.id] for case in cases if case.id in found)
    failing = sum(case.fails for case in cases)
    definite = failing - kinds[Kind.MISSED] - kinds[Kind.ASKED]
    share = f"{definite / failing:4.0%}" if failing else "   –"
    return (
        f"definite {definite:3} of {failing:3} ({share}), asked {kinds[Kind.ASKED]:2}, missed {kinds[Kind.MISSED]:2}; "
        f"alarms {kinds[Kind.ALARM]:2} of {len(cases) - failing:3}"
    )


def _tell(case: OwnCase, kind: Kind, result: PageResult) -> None:
    print(f"\n{case.id} {kind}: {case.why}")
    for finding in result.findings:
        if case.criteria & set(finding.criteria):
            values = ", ".join(f"{name}={value}" for name, value in finding.values.items())
            print(f"    {finding.rule} {finding.outcome} {finding.code} {finding.maturity} {values}"[:200])


def main() -> int:
    """Run it from the command line; 1 where the file and the run differ."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--part", choices=PARTS)
    parser.add_argument("--rule")
    parser.add_argument("--tell", action="store_true")
    parser.add_argument("--write", action="store_true")
    asked = parser.parse_args()
    cases = read_cases((asked.part,) if asked.part else PARTS)
    cases = tuple(case for case in cases if asked.rule in (None, case.rule))
    results = asyncio.run(run(cases))
    found = judged(cases, results)
    print("\n".join(summary(cases, found)))
    if asked.tell:
        for case in cases:
            if case.id in found:
                _tell(case, found[case.id], results[case.id])
    ids = {case.id for case in cases}
    recorded = {case: entry for case, entry in known(DISAGREEMENTS).items() if case in ids}
    if asked.write:
        rest = {case: Kind(entry["kind"]) for case, entry in known(DISAGREEMENTS).items() if case not in ids}
        write(DISAGREEMENTS, _HEADING, {**rest, **found}, read_cases())
        return 0
    return 1 if differences(found, recorded) else 0


if __name__ == "__main__":
    sys.exit(main())
