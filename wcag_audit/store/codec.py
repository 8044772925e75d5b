"""Values to rows and back. Nothing is lost but what UTF-8 cannot hold (half a surrogate pair becomes U+FFFD).

What belongs to indexes and baskets stands in `index_codec`.
"""

from __future__ import annotations

import json
import zlib
from dataclasses import asdict, replace
from functools import lru_cache
from typing import TYPE_CHECKING, Any

import msgspec

from wcag_audit.model.finding import Box, Engine, Finding, Maturity, RuleTally, Target
from wcag_audit.model.language import Text
from wcag_audit.model.outcome import Outcome
from wcag_audit.model.register import Body, BodyKind, CrawlLimits, Region, Site
from wcag_audit.model.result import Versions, Wave
from wcag_audit.model.speech import SpeechReadiness
from wcag_audit.model.state import PageState, SpecialVersionTrial, SwitchOutcome
from wcag_audit.model.verdict import CriterionVerdict, SiteCriterionVerdict, Verdict
from wcag_audit.model.visit import FoundBy, Visit, VisitRecord, VisitStatus
from wcag_audit.remark import restored, stored

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

Row = dict[str, Any]

_COUNTS = {
    "passed": Outcome.PASSED,
    "failed": Outcome.FAILED,
    "cant_tell": Outcome.CANT_TELL,
    "inapplicable": Outcome.INAPPLICABLE,
}


def clean(text: str) -> str:
    """The text as UTF-8 can hold it: scripts of a page may leave half a surrogate pair in names and titles."""
    try:
        text.encode()
    except UnicodeEncodeError:
        return text.encode("utf-16", "surrogatepass").decode("utf-16", "replace")
    return text


def to_json(value: object) -> str:
    """Compact JSON with readable Kazakh and Russian."""
    return clean(json.dumps(value, ensure_ascii=False, separators=(",", ":")))


@lru_cache(maxsize=1024)
def strings(text: str) -> tuple[str, ...]:
    """The tuple behind a column with a JSON list of strings."""
    return tuple(json.loads(text))


def pack_links(links: Iterable[str]) -> bytes:
    """Links are many and much alike; compressed they take a tenth."""
    return zlib.compress(to_json(list(links)).encode())


def unpack_links(data: bytes) -> tuple[str, ...]:
    """The links of a page, in document order."""
    return strings(zlib.decompress(data).decode())


def wave_row(wave: Wave) -> Row:
    """A row of `waves` without id, schedule and versions."""
    return {
        "name": clean(wave.name),
        "started": wave.started,
        "finished": wave.finished,
        "profile": wave.profile,
        "level": wave.level,
        "languages": to_json(wave.languages),
    }


def wave_of(row: Row) -> Wave:
    """From a row of `waves` joined with `versions`."""
    return Wave(
        id=row["id"],
        name=row["name"],
        started=row["started"],
        finished=row["finished"],
        profile=row["profile"],
        level=row["level"],
        versions=Versions(row["package"], row["axe"], row["axe_hash"], row["browser"], row["rules"]),
        languages=tuple(json.loads(row["languages"])),
    )


def region_row(region: Region) -> Row:
    """A row of `regions` without its keys."""
    return {"region": region.id, **_names(region.name)}


def region_of(row: Row) -> Region:
    """From a row of `regions`."""
    return Region(row["region"], _text(row))


def body_row(body: Body) -> Row:
    """A row of `bodies` without its keys."""
    return {
        "body": body.id,
        **_names(body.name),
        "kind": body.kind,
        "region": body.region,
        "ministry": body.ministry,
        "verified": body.verified,
    }


def body_of(row: Row, sites: tuple[Site, ...]) -> Body:
    """From a row of `bodies` and its sites."""
    return Body(
        id=row["body"],
        name=_text(row),
        kind=BodyKind(row["kind"]),
        region=row["region"],
        ministry=row["ministry"],
        verified=bool(row["verified"]),
        sites=sites,
    )


def site_row(site: Site) -> Row:
    """A row of `sites` without its keys."""
    return {
        "site": site.id,
        "body": site.body,
        "url": clean(site.url),
        "starts": to_json(site.starts),
        "within_path": clean(site.within_path),
        "enabled": site.enabled,
        "note": clean(site.note),
        "limits": to_json(asdict(site.limits)),
        "schedule": site.schedule,
    }


def site_of(row: Row) -> Site:
    """From a row of `sites`."""
    return Site(
        id=row["site"],
        url=row["url"],
        body=row["body"],
        starts=strings(row["starts"]),
        within_path=row["within_path"],
        enabled=bool(row["enabled"]),
        note=row["note"],
        limits=msgspec.json.decode(row["limits"], type=CrawlLimits),
        schedule=row["schedule"],
    )


def visit_row(visit: Visit) -> Row:
    """The columns of `visits` that say what the address is and how it was found."""
    return {
        "url": clean(visit.url),
        "depth": visit.depth,
        "found_by": visit.found_by,
        "found_on": clean(visit.found_on),
    }


def fate_row(record: VisitRecord) -> Row:
    """The columns of `visits` and `earlier_fates` that say what became of the address."""
    return {
        "status": record.status,
        "reason": clean(stored(record.reason)),
        "final_url": clean(record.final_url),
        "http_status": record.http_status,
        "retry_after": record.retry_after,
    }


def record_of(row: Row) -> VisitRecord:
    """From a row of `visits` joined with `sites`."""
    return VisitRecord(
        visit=Visit(row["url"], row["site"], row["depth"], FoundBy(row["found_by"]), row["found_on"]),
        status=VisitStatus(row["status"]),
        reason=restored(row["reason"]),
        final_url=row["final_url"],
        http_status=row["http_status"],
        retry_after=row["retry_after"],
    )


def finding_row(finding: Finding) -> Row:
    """A row of `findings` without its keys; the fingerprint is that of the finding as it will be read back."""
    target = _clean_target(finding.target)
    finding = replace(finding, target=target)
    box = target.box
    return {
        "fingerprint": finding.fingerprint,
        "rule": finding.rule,
        "outcome": finding.outcome,
        "code": finding.code,
        "criteria": to_json(finding.criteria),
        "engine": finding.engine,
        "maturity": finding.maturity,
        "impact": finding.impact,
        "message_en": clean(finding.message_en),
        "message_values": to_json(_kept_values(finding)),
        "selector": target.selector,
        "role": target.role,
        "name": target.name,
        "html": target.html,
        "box": to_json([box.x, box.y, box.width, box.height]) if box else None,
        "component": target.component,
        "also": to_json(finding.also),
        "pages": to_json(finding.pages),
        "state": finding.state,
    }


def _kept_values(finding: Finding) -> dict[str, Any]:
    return {name: stored(value) if isinstance(value, str) else value for name, value in finding.values.items()}


def _read_values(text: str) -> dict[str, Any]:
    """Only the reason why a fact is missing is ever a remark; all other text comes from pages."""
    values: dict[str, Any] = json.loads(text)
    if "fact" in values and isinstance(values.get("reason"), str):
        values["reason"] = restored(values["reason"])
    return values


FINDING = (
    *("rule", "outcome", "code", "criteria", "selector", "role", "name", "html", "box", "component"),
    *("message_values", "engine", "maturity", "impact", "message_en", "also", "pages", "state"),
)
"""Columns of `findings` that make a finding."""


@lru_cache(maxsize=2048)
def finding_of(*cells: str) -> Finding:
    """From the columns FINDING. What says the same, as pages of a site do of its header, gives one and the same."""
    row = dict(zip(FINDING, cells, strict=True))
    return Finding(
        rule=row["rule"],
        outcome=Outcome(row["outcome"]),
        code=row["code"],
        criteria=strings(row["criteria"]),
        target=Target(
            selector=row["selector"],
            role=row["role"],
            name=row["name"],
            html=row["html"],
            box=Box(*json.loads(row["box"])) if row["box"] else None,
            component=row["component"],
        ),
        values=_read_values(row["message_values"]),
        engine=Engine(row["engine"]),
        maturity=Maturity(row["maturity"]),
        impact=row["impact"],
        message_en=row["message_en"],
        also=strings(row["also"]),
        pages=strings(row["pages"]),
        state=PageState(row["state"]),
    )


def tally_row(tally: RuleTally) -> Row:
    """A row of `rule_tallies` without its keys; an outcome that was not counted is NULL, which is not 0."""
    counts = {column: tally.counts.get(outcome) for column, outcome in _COUNTS.items()}
    return {**counts, "reason": clean(tally.reason), "state": tally.state}


def tally_of(row: Row) -> RuleTally:
    """From a row of `rule_tallies` joined with `rules`."""
    return RuleTally(
        rule=row["rule"],
        criteria=strings(row["criteria"]),
        counts={outcome: row[column] for column, outcome in _COUNTS.items() if row[column] is not None},
        reason=row["reason"],
        maturity=Maturity(row["maturity"]),
        state=PageState(row["state"]),
    )


def verdict_row(verdict: CriterionVerdict) -> Row:
    """A row of `page_verdicts` without its keys."""
    return {
        "criterion": verdict.criterion,
        "verdict": verdict.verdict,
        "rules": to_json(verdict.rules),
        "reason": verdict.reason,
    }


VERDICT = ("criterion", "verdict", "rules", "reason")
"""Columns of `page_verdicts` that make a verdict."""


@lru_cache(maxsize=2048)
def verdict_of(criterion: str, verdict: str, rules: str, reason: str) -> CriterionVerdict:
    """From the columns VERDICT. Equal verdicts, of which there are few, are one and the same."""
    return CriterionVerdict(criterion, Verdict(verdict), strings(rules), reason)


def site_verdict_row(verdict: SiteCriterionVerdict) -> Row:
    """A row of `site_verdicts` without its keys."""
    return {
        "criterion": verdict.criterion,
        "verdict": verdict.verdict,
        "failed_pages": verdict.failed_pages,
        "tested_pages": verdict.tested_pages,
        "low": verdict.low,
        "high": verdict.high,
        "states": to_json(dict(verdict.states)),
    }


def site_verdict_of(row: Row) -> SiteCriterionVerdict:
    """From a row of `site_verdicts`."""
    states: Mapping[str, int] = json.loads(row["states"])
    return SiteCriterionVerdict(
        criterion=row["criterion"],
        verdict=Verdict(row["verdict"]),
        failed_pages=row["failed_pages"],
        tested_pages=row["tested_pages"],
        low=row["low"],
        high=row["high"],
        states={Verdict(state): count for state, count in states.items()},
    )


def speech_row(speech: SpeechReadiness) -> Row:
    """Columns of page_speech without its key."""
    return {
        "words": speech.words,
        "well_formed": speech.well_formed,
        "marked": speech.marked,
        "ready": speech.ready,
        "advice": to_json(dict(speech.advice)),
    }


def speech_of(row: Row) -> SpeechReadiness:
    """A row of page_speech as the model has it."""
    return SpeechReadiness(
        words=row["words"],
        well_formed=row["well_formed"],
        marked=row["marked"],
        ready=row["ready"],
        advice=json.loads(row["advice"]),
    )


def special_row(special: SpecialVersionTrial) -> Row:
    """Columns of page_special_versions without its key and snapshot."""
    return {
        "outcome": special.outcome,
        "control": clean(special.control),
        "address": clean(special.address),
        "reason": clean(stored(special.reason)),
    }


def special_of(row: Row) -> SpecialVersionTrial:
    """A row of page_special_versions as the model has it."""
    return SpecialVersionTrial(SwitchOutcome(row["outcome"]), row["control"], row["address"], restored(row["reason"]))


def _clean_target(target: Target) -> Target:
    return replace(
        target,
        selector=clean(target.selector),
        role=clean(target.role),
        name=clean(target.name),
        html=clean(target.html),
        component=clean(target.component),
    )


def _names(text: Text) -> Row:
    return {"name_kk": clean(text.kk), "name_ru": clean(text.ru), "name_en": clean(text.en)}


def _text(row: Row) -> Text:
    return Text(kk=row["name_kk"], ru=row["name_ru"], en=row["name_en"])
