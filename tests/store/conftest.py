"""Values with every field set, so that a field the store forgets is seen."""

from __future__ import annotations

import os
import shutil
import tempfile
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from wcag_audit.model.finding import Box, Engine, Finding, Maturity, RuleTally, Target
from wcag_audit.model.language import Text
from wcag_audit.model.outcome import Outcome
from wcag_audit.model.register import Body, BodyKind, CrawlLimits, Region, Register, Site
from wcag_audit.model.result import PageResult, Screenshot, SiteResult, StoredSnapshot, Versions, Wave
from wcag_audit.model.speech import SpeechReadiness
from wcag_audit.model.state import PageState, SpecialVersionTrial, SwitchOutcome
from wcag_audit.model.verdict import CriterionVerdict, SiteCriterionVerdict, Verdict
from wcag_audit.model.visit import FoundBy, Visit, VisitRecord, VisitStatus
from wcag_audit.remark import Remark

if TYPE_CHECKING:
    from collections.abc import Iterator
    from contextlib import AbstractContextManager

SITE = Site(
    id="portal",
    url="https://portal.kz/",
    body="ministry",
    starts=("https://portal.kz/kz",),
    within_path="/memleket",
    enabled=False,
    note="жабық",
    limits=CrawlLimits(
        max_pages=7,
        max_depth=3,
        delay=2.5,
        concurrency=2,
        include=("/kz",),
        exclude=("/old", "pdf$"),
        extra_hosts=("kz.portal.kz",),
        sitemaps=("https://portal.kz/map.xml",),
        ignore_query=("utm",),
        timeout=9.5,
    ),
    schedule="0 3 * * 1",
)
REGISTER = Register(
    bodies=(
        Body(
            id="ministry",
            name=Text("Қаржы министрлігі", "Министерство финансов", "Ministry of Finance"),
            kind=BodyKind.LOCAL,
            region="abay",
            ministry="government",
            verified=True,
            sites=(SITE, Site("second", "https://second.kz/", "ministry")),
        ),
        Body("empty", Text("Ұйым", "Организация", "Organisation"), BodyKind.QUASI_STATE),
    ),
    regions=(Region("abay", Text("Абай облысы", "Область Абай", "Abay Region")),),
    schedule="0 1 * * 0",
)
WAVE = Wave(
    id=0,
    name="2026-11-20",
    started="2026-11-20T01:00:00+05:00",
    finished="",
    profile="full",
    level="AAA",
    versions=Versions("0.1.0", "4.12.1", "ab" * 32, "HeadlessChrome/156", "cd" * 32),
    languages=("ru", "kk"),
)


@dataclass(frozen=True)
class Samples:
    """Ready-made values for the tests of the store."""

    register: Register = REGISTER
    wave: Wave = WAVE

    def finding(self, component: str = "nav", outcome: Outcome = Outcome.FAILED, code: str = "no-name") -> Finding:
        """A finding with every field set."""
        return Finding(
            rule="link-name",
            outcome=outcome,
            code=code,
            criteria=("2.4.4", "4.1.2"),
            target=Target(
                selector="iframe >>> a",
                role="link",
                name="Басты бет",
                html='<a href="/">',
                box=Box(1.5, 2, 3, 4.25),
                component=component,
            ),
            values={"text": "мәтін", "count": 3, "ratio": 4.5, "large": True},
            engine=Engine.AXE,
            maturity=Maturity.STABLE,
            impact="critical",
            message_en="Links must have names",
            also=("axe-link-name",),
            pages=("https://portal.kz/a", "https://portal.kz/b"),
            state=PageState.BOTH,
        )

    def record(self, path: str = "", status: VisitStatus = VisitStatus.AUDITED, reason: str = "why") -> VisitRecord:
        """A record with every field set."""
        url = f"https://portal.kz/{path}"
        visit = Visit(url, "portal", depth=2, found_by=FoundBy.SITEMAP, found_on="https://portal.kz/map")
        return VisitRecord(visit, status, reason, final_url=f"{url}#", http_status=203, retry_after=1.5)

    def page(self, path: str = "", *findings: Finding) -> PageResult:
        """A page with every field set."""
        findings = findings or (self.finding(), self.finding("", Outcome.CANT_TELL, "unsure"))
        return PageResult(
            record=self.record(path),
            title="Басты бет",
            lang="kk",
            detected="ru",
            findings=findings,
            tallies=(
                RuleTally("focus", ("2.4.7",), {Outcome.CANT_TELL: 1}, "no walk", Maturity.STABLE, PageState.SPECIAL),
                RuleTally("link-name", ("2.4.4", "4.1.2"), {Outcome.FAILED: 1, Outcome.PASSED: 0}),
                RuleTally("best-practice", (), {}),
            ),
            verdicts=(
                CriterionVerdict("1.1.1", Verdict.REVIEW, ("a", "b"), "needs-person"),
                CriterionVerdict("1.2.1", Verdict.FAILED),
            ),
            links=("https://portal.kz/б", "https://portal.kz/a"),
            alternates={"ru": "https://portal.kz/ru"},
            canonical="https://portal.kz/canonical",
            gaps=("A frame could not be entered.", Remark("gap.loading", seconds=10.0)),
            timings={"axe": 0.75},
            shots=(Screenshot(findings[0].fingerprint, "image/webp", b"picture of " + path.encode(), 30, 20),),
            snapshot=StoredSnapshot("ef" * 32, b"compressed"),
            speech=SpeechReadiness(words=40, well_formed=38, marked=30, ready=29, advice={"date": 2, "numero": 1}),
            template="ab12",
            special=SpecialVersionTrial(SwitchOutcome.OWN_PAGE, "Нашар көретіндерге", "https://portal.kz/s", "why"),
            special_snapshot=StoredSnapshot("ab" * 32, b"the other state"),
        )

    def site_result(self) -> SiteResult:
        """A site's result with every field set."""
        return SiteResult(
            site="portal",
            findings=(self.finding("help", code="order"),),
            tallies=(
                RuleTally(
                    "consistent-help", ("3.2.6",), {Outcome.FAILED: 1}, "one page", Maturity.STABLE, PageState.SPECIAL
                ),
            ),
            verdicts=(SiteCriterionVerdict("3.2.6", Verdict.FAILED, 1, 9, 0.25, 0.5, {Verdict.FAILED: 1}),),
        )


@pytest.fixture
def samples() -> Samples:
    return Samples()


@contextmanager
def _without_rights() -> Iterator[None]:
    """Root may write everywhere, which would make tests about rights pass for nothing."""
    if os.geteuid() != 0:
        yield
        return
    os.seteuid(65534)
    try:
        yield
    finally:
        os.seteuid(0)


@pytest.fixture
def without_rights() -> AbstractContextManager[None]:
    return _without_rights()


@pytest.fixture
def open_folder() -> Iterator[Path]:
    """A folder that other users can enter; pytest's own cannot be."""
    folder = Path(tempfile.mkdtemp())
    folder.chmod(0o755)
    yield folder
    folder.chmod(0o755)
    shutil.rmtree(folder)
