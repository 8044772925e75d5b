"""OpenACR: a draft of an accessibility conformance report per site, in GSA's YAML form of VPAT 2.5 for WCAG 2.2.

The terms are VPAT's. A machine supports nothing: what it did not see fail is "not-evaluated" until a person looked, and
a failure is "does-not-support" where most tested pages fail, else "partially-supports" ("some functionality of the
product does not meet the criterion"). Source: https://github.com/GSA/openacr, schema 0.1.0.
"""

from __future__ import annotations

from datetime import datetime
from typing import IO, TYPE_CHECKING, Any

from ruamel.yaml import YAML
from ruamel.yaml.scalarstring import DoubleQuotedScalarString

from wcag_audit.export.harmless import iri, text
from wcag_audit.export.weight import exception_told
from wcag_audit.export.words import texts
from wcag_audit.i18n.common import meaning
from wcag_audit.model.kind import Kind
from wcag_audit.model.verdict import Verdict
from wcag_audit.standards.wcag import CRITERIA, Level

if TYPE_CHECKING:
    from wcag_audit.model.language import Lang
    from wcag_audit.model.result import Wave
    from wcag_audit.model.verdict import SiteCriterionVerdict
    from wcag_audit.report.views import SiteView

CATALOG = "2.5-edition-wcag-2.2-en"
MAX_EXCEPTIONS = 20
"""Accepted exceptions that the note of a criterion names; all of them stand in issues.csv."""
_CHAPTERS = {level: f"success_criteria_level_{level.lower()}" for level in Level}


def adherence(verdict: SiteCriterionVerdict) -> str:
    """VPAT's term for what is known of a criterion on a site."""
    if verdict.verdict is Verdict.FAILED:
        most = verdict.failed_pages * 2 > verdict.tested_pages
        return "does-not-support" if most else "partially-supports"
    return "supports" if verdict.verdict is Verdict.PASSED else "not-evaluated"


def write_openacr(stream: IO[str], wave: Wave, view: SiteView, lang: Lang) -> None:
    """Write the draft for one site.

    Args:
        stream: a text stream in UTF-8.
        wave: the wave.
        view: the site; criteria above the wave's level are left out of it.
        lang: language of titles and notes.
    """
    yaml = YAML()
    yaml.allow_unicode = True
    yaml.width = 10_000  # one line per text: a folded one could be read as another
    yaml.dump(_quoted(_report(wave, view, lang)), stream)


def _report(wave: Wave, view: SiteView, lang: Lang) -> dict[str, Any]:
    say, summary = texts("openacr").say, view.summary
    body, site = summary.body.name[lang], summary.site
    day = datetime.fromisoformat(wave.finished or wave.started)
    methods = say(
        "methods",
        lang,
        package=wave.versions.package,
        axe=wave.versions.axe,
        browser=wave.versions.browser,
        audited=summary.coverage.audited,
        attempted=summary.coverage.attempted,
    )
    return {
        "title": say("title", lang, site=site.id),
        "product": {"name": site.id, "version": wave.name, "description": say("product", lang, url=iri(site.url))},
        "author": {"name": "wcag-audit", "company_name": "wcag-audit"},
        "vendor": {"name": body, "company_name": body, "website": iri(site.url)},
        "report_date": f"{day.month}/{day.day}/{day.year}",
        "last_modified_date": f"{day.month}/{day.day}/{day.year}",
        "version": 1,
        "notes": say("draft", lang),
        "evaluation_methods_used": methods,
        "legal_disclaimer": say("disclaimer", lang),
        "catalog": CATALOG,
        "chapters": {
            chapter: {"notes": say("chapter", lang), "criteria": _criteria(view, level, lang)}
            for level, chapter in _CHAPTERS.items()
        },
    }


def _criteria(view: SiteView, level: Level, lang: Lang) -> list[dict[str, Any]]:
    return [
        {
            "num": item.criterion,
            "components": [
                {"name": "web", "adherence": {"level": adherence(item), "notes": _note(view, item, lang)}},
            ],
        }
        for item in view.verdicts
        if CRITERIA[item.criterion].level is level
    ]


def _note(view: SiteView, verdict: SiteCriterionVerdict, lang: Lang) -> str:
    if verdict.verdict is Verdict.FAILED:
        pages = {"n": verdict.failed_pages, "tested": verdict.tested_pages}
        # Faults that only comparing pages shows are on no page in particular.
        said = texts("openacr").say("failed" if verdict.failed_pages else "failed-site", lang, **pages)
        return " ".join((said, *_borne(view, verdict.criterion, lang)))
    return meaning(verdict.verdict)[lang]


def _borne(view: SiteView, criterion: str, lang: Lang) -> list[str]:
    """What is said of the accepted exceptions among the failures of a criterion."""
    lives = (entry.life for entry in view.issues[Kind.PROVEN] if criterion in entry.row.criteria)
    said = dict.fromkeys(exception_told(life.excepted, lang) for life in lives if life and life.excepted)
    return [*said][:MAX_EXCEPTIONS]


def _quoted(value: Any) -> Any:
    """Every text in double quotes, where YAML has no surprises: "1.10" stays text, "no" is no boolean."""
    if isinstance(value, dict):
        return {key: _quoted(inner) for key, inner in value.items()}
    if isinstance(value, list):
        return [_quoted(inner) for inner in value]
    return DoubleQuotedScalarString(text(value)) if isinstance(value, str) else value
