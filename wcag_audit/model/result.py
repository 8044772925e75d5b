"""What an audit gives back: a page's result, a site's result, a wave. All plain values that can cross processes."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from wcag_audit.model.finding import Finding, RuleTally
    from wcag_audit.model.language import Lang
    from wcag_audit.model.speech import SpeechReadiness
    from wcag_audit.model.state import SpecialVersionTrial
    from wcag_audit.model.verdict import CriterionVerdict, SiteCriterionVerdict
    from wcag_audit.model.visit import VisitRecord


@dataclass(frozen=True, slots=True)
class Versions:
    """What looked and judged; stored with every wave so that a number can be defended later.

    Attributes:
        package: version of wcag-audit.
        axe: version of axe-core.
        axe_hash: sha256 of the axe-core file, hexadecimal.
        browser: product and version as the browser reports it ("HeadlessChrome/156.0...").
        rules: hash over ids, versions and maturities of the rules that were on.
    """

    package: str
    axe: str = ""
    axe_hash: str = ""
    browser: str = ""
    rules: str = ""


@dataclass(frozen=True, slots=True)
class Screenshot:
    """A clipped picture of a finding's target.

    Attributes:
        fingerprint: the finding it shows.
        media_type: "image/webp" or "image/png".
        data: the file's bytes.
        width, height: pixels.
    """

    fingerprint: str
    media_type: str
    data: bytes
    width: int
    height: int


@dataclass(frozen=True, slots=True)
class StoredSnapshot:
    """A compressed PageSnapshot on its way to the store.

    Attributes:
        hash: sha256 of the canonical form before compression, hexadecimal.
        data: compressed bytes (see model.snapshot.pack).
    """

    hash: str
    data: bytes


@dataclass(frozen=True, slots=True)
class PageResult:
    """Everything one visit yields.

    Attributes:
        record: the address and its fate; the rest is empty unless it is AUDITED.
        title: document title; hostile text.
        lang: declared language of the page ("" if none).
        detected: language the text is written in, or "" where unsure.
        findings: failed and cantTell outcomes, of both states of the page if its special version was switched on.
        tallies: one per rule that was on, axe-core's included, and state of the page.
        verdicts: one per success criterion, 86 of them, in the order of WCAG 2.2.
        links: absolute addresses found on the rendered page, in document order, without duplicates.
        alternates: hreflang -> absolute address.
        canonical: address the page declares canonical, "" if none.
        gaps: parts that could not be looked at, as remarks (frames, time limits).
        timings: seconds per stage.
        shots: pictures of targets.
        speech: how far its Kazakh is ready to be read aloud; None if the text could not be seen.
        template: signature of the page's skeleton, equal on pages that one template made; "" if it could not be seen.
        special: what became of switching its special version on; None if that was not tried.
        special_snapshot: the page frozen in that state; None if it was not seen.
    """

    record: VisitRecord
    title: str = ""
    lang: str = ""
    detected: str = ""
    findings: tuple[Finding, ...] = ()
    tallies: tuple[RuleTally, ...] = ()
    verdicts: tuple[CriterionVerdict, ...] = ()
    links: tuple[str, ...] = ()
    alternates: Mapping[str, str] = field(default_factory=dict)
    canonical: str = ""
    gaps: tuple[str, ...] = ()
    timings: Mapping[str, float] = field(default_factory=dict)
    shots: tuple[Screenshot, ...] = ()
    snapshot: StoredSnapshot | None = None
    speech: SpeechReadiness | None = None
    template: str = ""
    special: SpecialVersionTrial | None = None
    special_snapshot: StoredSnapshot | None = None


@dataclass(frozen=True, slots=True)
class SiteResult:
    """What the comparison of a site's pages and the merging of their verdicts yield.

    Attributes:
        site: id in the register.
        findings, tallies: of site-scope rules.
        verdicts: one per success criterion, 86 of them.
    """

    site: str
    findings: tuple[Finding, ...]
    tallies: tuple[RuleTally, ...]
    verdicts: tuple[SiteCriterionVerdict, ...]


@dataclass(frozen=True, slots=True)
class Wave:
    """One run over the register or a part of it.

    Attributes:
        id: number in the store; 0 before it is stored.
        name: "2026-11-20" or what the auditor called it.
        started, finished: ISO 8601 with offset; finished is "" while it runs or after it was interrupted.
        profile: "quick" or "full".
        level: "A", "AA" or "AAA": the level audited.
        languages: of the reports.
    """

    id: int
    name: str
    started: str
    finished: str
    profile: str
    level: str
    versions: Versions
    languages: tuple[Lang, ...] = ("kk", "ru", "en")
