"""A made-up wave in a real store: three sites, every kind of issue, every fate, hostile texts."""

from __future__ import annotations

import zlib
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from wcag_audit.model.finding import Box, Engine, Finding, Maturity, RuleTally, Target
from wcag_audit.model.language import Text
from wcag_audit.model.outcome import Outcome
from wcag_audit.model.register import Body, BodyKind, Region, Register, Site
from wcag_audit.model.result import PageResult, Screenshot, SiteResult, Versions, Wave
from wcag_audit.model.speech import SpeechReadiness
from wcag_audit.model.state import PageState, SpecialVersionTrial, SwitchOutcome
from wcag_audit.model.verdict import CriterionVerdict, Verdict
from wcag_audit.model.visit import FoundBy, Visit, VisitRecord, VisitStatus
from wcag_audit.remark import Remark
from wcag_audit.score import Reason, site_verdicts
from wcag_audit.standards.wcag import CRITERIA
from wcag_audit.store import Store

if TYPE_CHECKING:
    from collections.abc import Iterable
    from pathlib import Path

HOSTILE = (
    "<script>document.title='owned'</script>",
    '"><img src=x onerror="document.title=\'owned\'">',
    "\u202egnp.exe\u2066 {{ 7 * 7 }} {% raw %} \x00\x07",
    "ұ" * 10_000,
    "javascript:alert(1)//",
    '=HYPERLINK("http://evil.example")',
    "</code></pre></main></body>",
)
REGISTER = Register(
    bodies=(
        Body(
            id="pastures",
            name=Text(
                "Жайылымдар мен бұлақтар агенттігі", "Агентство пастбищ и родников", "Agency for Pastures and Springs"
            ),
            kind=BodyKind.CENTRAL,
            verified=True,
            sites=(Site("pastures-portal", "https://pastures.example.kz/", "pastures"),),
        ),
        Body(
            id="abay-akimat",
            name=Text("Абай облысының әкімдігі", "Акимат области Абай", "Akimat of Abay Region"),
            kind=BodyKind.LOCAL,
            region="abay",
            sites=(
                Site("abay-hostile", "https://abay.example.kz/", "abay-akimat"),
                Site("abay-off", "https://off.example.kz/", "abay-akimat", enabled=False, note="<b>Жабық</b>"),
                Site("abay-empty", "https://empty.example.kz/", "abay-akimat"),
            ),
        ),
    ),
    regions=(Region("abay", Text("Абай облысы", "Область Абай", "Abay Region")),),
)
ADVICE = ("abbreviation", "date", "decimal", "numero", "percent", "roman", "tenge")
WAVE = Wave(
    id=0,
    name="2026-11-20",
    started="2026-11-20T01:00:00+05:00",
    finished="",
    profile="full",
    level="AAA",
    versions=Versions("0.1.0", "4.12.1", "ab" * 32, "HeadlessChrome/156.0.6999.0", "cd" * 8),
)


@dataclass(frozen=True)
class _Fault:
    finding: Finding
    every: int


def _png(width: int, height: int) -> bytes:
    """A grey picture, made here so that tests need no file."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        body = kind + data
        return len(data).to_bytes(4, "big") + body + zlib.crc32(body).to_bytes(4, "big")

    head = width.to_bytes(4, "big") + height.to_bytes(4, "big") + bytes((8, 0, 0, 0, 0))
    rows = b"".join(b"\x00" + bytes((215,)) * width for _ in range(height))
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + chunk(b"IDAT", zlib.compress(rows)) + chunk(b"IEND", b"")


def _axe(rule: str, criteria: tuple[str, ...], selector: str, html: str, **more: object) -> Finding:
    target = Target(selector=selector, role=str(more.pop("role", "")), name=str(more.pop("name", "")), html=html)
    target = replace(target, box=Box(10, 20, 300, 40), component=f"c-{rule}-{selector}"[:40])
    finding = Finding(
        rule=f"axe-{rule}",
        outcome=Outcome.FAILED,
        code="violation",
        criteria=criteria,
        target=target,
        values={"selector": selector, "checks": "duplicate"},
        engine=Engine.AXE,
        maturity=Maturity.STABLE,
        message_en="Fix any of the following:\n  Element does not have an alt attribute",
    )
    return replace(finding, **more)


_PHOTO = '<img class="photo" src="IMG_2041.jpg" alt="IMG_2041.jpg">'
_CONTRAST = {"role": "link", "name": "Қызметтер"}
_UNDECIDED = {"role": "heading", "name": "Бұлақтар картасы", "outcome": Outcome.CANT_TELL, "code": "incomplete"}
FAULTS = (
    _Fault(_axe("image-alt", ("1.1.1",), "header > a.logo > img", '<img src="/logo.svg">', role="image"), 1),
    _Fault(_axe("color-contrast", ("1.4.3",), "nav li:nth-child(3) > a", '<a href="/q">Қызметтер</a>', **_CONTRAST), 2),
    _Fault(
        _axe(
            "link-name",
            ("2.4.4", "4.1.2"),
            "footer a.social",
            '<a class="social" href="/fb"></a>',
            role="link",
            also=("image-name-is-file-name",),
        ),
        3,
    ),
    _Fault(_axe("color-contrast-enhanced", ("1.4.6",), "main p.lead", '<p class="lead">Жайылымдар туралы</p>'), 2),
    _Fault(_axe("html-has-lang", ("3.1.1",), "html", "<html>", state=PageState.BOTH), 7),
    _Fault(
        _axe(
            "label",
            ("4.1.2",),
            "#search",
            '<input id="search" type="text">',
            role="textbox",
            state=PageState.SPECIAL,
        ),
        4,
    ),
    _Fault(_axe("region", (), "main > div", "<div>", impact="moderate"), 2),
    _Fault(_axe("color-contrast", ("1.4.3",), ".hero h1", "<h1>Бұлақтар картасы</h1>", **_UNDECIDED), 2),
    _Fault(
        Finding(
            rule="image-name-is-file-name",
            outcome=Outcome.FAILED,
            code="file-name",
            criteria=("1.1.1",),
            target=Target("main img.photo", "image", "IMG_2041.jpg", _PHOTO, Box(1, 2, 3, 4), "photo"),
            values={"name": "IMG_2041.jpg"},
            maturity=Maturity.EXPERIMENTAL,
        ),
        3,
    ),
)
"""What is wrong with the made-up portal, and on every how manieth of its pages."""


def hostile_findings() -> Iterable[Finding]:
    """Findings whose every text is an attack."""
    for number, text in enumerate(HOSTILE):
        yield Finding(
            rule="image-name-is-file-name",
            outcome=Outcome.FAILED,
            code="file-name",
            criteria=("1.1.1",),
            target=Target(f"{text} > img", text[:40], text, text[:400], None, f"hostile-{number}"),
            values={"name": text, text[:30] or "x": text},
            maturity=Maturity.STABLE,
        )
    gone = Finding("gone-rule", Outcome.FAILED, "gone-code", ("1.3.1",), Target(component="gone"), {"a": True})
    yield replace(gone, maturity=Maturity.STABLE)
    yield Finding(
        "axe-core",
        Outcome.CANT_TELL,
        "missing-fact",
        (),
        values={"fact": "AxeResults", "reason": HOSTILE[0]},
        engine=Engine.AXE,
    )


def page_verdicts(findings: Iterable[Finding]) -> tuple[CriterionVerdict, ...]:
    """86 verdicts: failed where a stable finding fails, else states that change with the criterion."""
    proven = [item for item in findings if item.outcome is Outcome.FAILED and item.maturity is Maturity.STABLE]
    broken = {number for item in proven for number in item.criteria}
    others = (
        (Verdict.REVIEW, Reason.NEEDS_PERSON),
        (Verdict.NOT_TESTED, Reason.NO_PROCEDURE),
        (Verdict.NO_FAILURE_FOUND, ""),
        (Verdict.NOT_APPLICABLE, ""),
        (Verdict.REVIEW, Reason.NO_TARGETS),
    )
    verdicts = []
    for place, number in enumerate(CRITERIA):
        state, reason = (Verdict.FAILED, "") if number in broken else others[place % len(others)]
        verdicts.append(CriterionVerdict(number, state, ("rule",), str(reason)))
    return tuple(verdicts)


def page(site: str, url: str, findings: tuple[Finding, ...], **more: object) -> PageResult:
    """An audited page."""
    shots = tuple(
        Screenshot(finding.fingerprint, "image/png", _png(320, 90), 320, 90)
        for finding in findings
        if finding.rule in {"axe-image-alt", "axe-label"}
    )
    result = PageResult(
        record=VisitRecord(Visit(url, site, 1, FoundBy.LINK), VisitStatus.AUDITED, final_url=url, http_status=200),
        title="Жайылымдар туралы жаңалықтар",
        lang="kk",
        detected="kk",
        findings=findings,
        tallies=(RuleTally("axe-image-alt", ("1.1.1",), {Outcome.FAILED: 1}, maturity=Maturity.STABLE),),
        verdicts=page_verdicts(findings),
        shots=shots,
        speech=SpeechReadiness(words=120, well_formed=118, marked=120, ready=118, advice=dict.fromkeys(ADVICE, 2)),
    )
    return replace(result, **more)


TRIALS = {
    0: SpecialVersionTrial(SwitchOutcome.SWITCHED_ON, "Нашар көретіндерге арналған нұсқа"),
    4: SpecialVersionTrial(SwitchOutcome.SWITCHED_ON, "Нашар көретіндерге арналған нұсқа"),
    5: SpecialVersionTrial(SwitchOutcome.UNCHANGED, "Нашар көретіндерге арналған нұсқа"),
    6: SpecialVersionTrial(SwitchOutcome.OWN_PAGE, "Нашар көретіндерге", "https://pastures.example.kz/special"),
    7: SpecialVersionTrial(SwitchOutcome.NOT_REACHED, "Нашар көретіндерге", reason="something covers its control"),
}
"""What became of the special version on some of the portal's pages."""


def _add_portal(store: Store, wave_id: int, pages: int) -> None:
    site = "pastures-portal"
    verdicts = []
    for number in range(pages):
        url = f"https://pastures.example.kz/kk/zhanalyqtar/{number}/zhayylymdar-turaly-maqala.html"
        findings = tuple(fault.finding for fault in FAULTS if number % fault.every == 0)
        if number == 3:
            findings += (FAULTS[2].finding,) * 130
        old = "The frame https://map.example/ could not be entered."
        gaps = (old, Remark("gap.loading", seconds=10.0)) if number == 3 else ()
        result = page(site, url, findings, gaps=gaps, special=TRIALS.get(number))
        verdicts.append(result.verdicts)
        store.add_page(wave_id, site, result)
    compared = tuple(f"https://pastures.example.kz/kk/{number}" for number in range(4))
    site_finding = Finding(
        "consistent-help", Outcome.FAILED, "order", ("3.2.6",), maturity=Maturity.STABLE, pages=compared
    )
    store.add_site(wave_id, SiteResult(site, (site_finding,), (), site_verdicts(site, verdicts, (site_finding,))))
    for place, status in enumerate(VisitStatus):
        if status is not VisitStatus.AUDITED:
            urls = [f"https://pastures.example.kz/{status}/{number}" for number in range(1 + place % 3)]
            reason = Remark("visit.redirects", address="https://pastures.example.kz/")
            visits = [VisitRecord(Visit(url, site), status, reason, http_status=404) for url in urls]
            store.add_records(wave_id, site, visits)
    skipped = [
        VisitRecord(Visit(f"https://pastures.example.kz/doc/{number}.pdf", site), VisitStatus.DOCUMENT)
        for number in range(120)
    ]
    store.add_records(wave_id, site, skipped)


def _add_hostile(store: Store, wave_id: int) -> None:
    site = "abay-hostile"
    findings = tuple(hostile_findings())
    verdicts = []
    for number, text in enumerate(HOSTILE):
        url = f"https://abay.example.kz/{number}?q={text[:300]}"
        result = page(site, url, findings, title=text, lang=text[:20], gaps=(text,))
        trial = SpecialVersionTrial(SwitchOutcome.OWN_PAGE, text[:80], f"javascript:{text[:50]}", text)
        result = replace(result, special=trial)
        result = replace(result, record=replace(result.record, final_url=f"javascript:{text[:50]}"))
        verdicts.append(result.verdicts)
        store.add_page(wave_id, site, result)
        blocked = VisitRecord(Visit(f"javascript:{text[:60]}{number}", site), VisitStatus.BLOCKED, text)
        store.add_records(wave_id, site, [blocked])
    store.add_site(wave_id, SiteResult(site, (), (), site_verdicts(site, verdicts)))


def fill(path: Path, pages: int = 30, finish: bool = True) -> Store:
    """A store with one wave, number 1."""
    store = Store.open(path)
    wave = store.begin_wave(WAVE, REGISTER)
    _add_portal(store, wave.id, pages)
    _add_hostile(store, wave.id)
    if finish:
        store.finish_wave(wave.id, "2026-11-20T04:30:00+05:00")
    return store


NEW = replace(FAULTS[0].finding, target=replace(FAULTS[0].finding.target, selector="main img.new", component="new"))
"""What the second of two waves has and the first has not."""


def fill_two(path: Path) -> Store:
    """A store with two waves of two pages of the portal: the logo is repaired, another picture is new, the hostile
    site was not reached, and the rule that found the nameless link was not run again.
    """
    store = fill(path, pages=2)
    wave = store.begin_wave(replace(WAVE, name="2026-12-20", started="2026-12-20T01:00:00+05:00"), REGISTER)
    for number in range(2):
        url = f"https://pastures.example.kz/kk/zhanalyqtar/{number}/zhayylymdar-turaly-maqala.html"
        findings = (NEW, FAULTS[1].finding) if number == 0 else ()
        tally = RuleTally("axe-image-alt", ("1.1.1",), {Outcome.FAILED: len(findings[:1]), Outcome.PASSED: 1})
        store.add_page(wave.id, "pastures-portal", page("pastures-portal", url, findings, tallies=(tally,)))
    store.finish_wave(wave.id, "2026-12-20T04:30:00+05:00")
    return store
