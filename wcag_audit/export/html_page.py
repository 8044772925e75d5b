"""Results as one page of HTML that needs no other file: to be looked at in a browser or sent to a webmaster."""

from __future__ import annotations

import base64
import hashlib
from collections import defaultdict
from functools import cache
from importlib.resources import files
from typing import IO, TYPE_CHECKING, Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from wcag_audit.export.weight import exception_told, fate
from wcag_audit.export.words import texts
from wcag_audit.model.kind import Kind, kind_of
from wcag_audit.model.visit import VisitStatus
from wcag_audit.report.page_words import code, outside
from wcag_audit.report.rule_words import message
from wcag_audit.report.speech import Speech
from wcag_audit.rules.words import rule_words

if TYPE_CHECKING:
    from collections.abc import Sequence

    from wcag_audit.export.occasion import Occasion
    from wcag_audit.model.finding import Finding
    from wcag_audit.model.result import PageResult, SiteResult

MAX_FINDINGS = 200
"""Findings of one kind that a page shows; their number stands beside them."""


class HtmlPage:
    """One document with a section per address; memory holds one section."""

    def __init__(self, stream: IO[str], occasion: Occasion) -> None:
        """Write to a stream that the caller closes."""
        self._stream = stream
        self._occasion = occasion
        self._speech = Speech(occasion.lang)
        self._number = 0

    def begin(self) -> None:
        """The head. Nothing may be loaded and nothing may run: the only style is the one in the page."""
        style = files("wcag_audit.report").joinpath("style.css").read_text(encoding="utf-8")
        digest = base64.b64encode(hashlib.sha256(style.encode()).digest()).decode()
        policy = f"default-src 'none'; style-src 'sha256-{digest}'"
        title = texts("page").say("title", self._occasion.lang)
        # The style is a file of ours, and markup in it would be a mistake of ours.
        given = (self._occasion.lang, self._speech, title, Markup(style), policy)  # noqa: S704
        self._write("head", *given)

    def page(self, address: str, result: PageResult, findings: Sequence[Finding]) -> None:
        """A section: what was found, proven failures first; or what became of the address."""
        record = result.record
        by_kind: dict[Kind, list[Finding]] = defaultdict(list)
        for finding in findings:
            by_kind[kind_of(finding)].append(finding)
        groups = [(kind, by_kind[kind]) for kind in Kind if by_kind[kind]]
        became = "" if record.status is VisitStatus.AUDITED else fate(record, self._occasion.lang)
        self._section(address, became, groups)

    def site(self, address: str, result: SiteResult) -> None:
        """A section for what comparing the pages yielded, if it yielded anything."""
        if result.findings:
            self._section(address, "", [(kind_of(finding), [finding]) for finding in result.findings])

    def end(self) -> None:
        """Who looked, and the end of the document."""
        self._write("foot", self._speech, self._occasion.versions)

    def _section(self, address: str, became: str, groups: Sequence[tuple[Kind, Sequence[Finding]]]) -> None:
        self._number += 1
        self._write("page", self._speech, self._number, address, became, groups, MAX_FINDINGS)

    def _borne(self, address: str, finding: Finding) -> str:
        """What an accepted exception says of a finding; "" where there is none."""
        excepted = self._occasion.excepted(address, finding)
        return exception_told(excepted, self._occasion.lang) if excepted else ""

    def _write(self, part: str, *given: Any) -> None:
        lang = self._occasion.lang
        said = {
            "borne": self._borne,
            "message": lambda finding: message(finding, lang),
            "rule_words": lambda rule: rule_words(rule, lang),
        }
        module = _environment().get_template("check.html.j2").make_module(said)
        html = str(getattr(module, part)(*given)).lstrip()
        # Half a surrogate pair cannot be written; it is shown as the replacement character.
        self._stream.write(html.encode("utf-8", "replace").decode("utf-8"))


@cache
def _environment() -> Environment:
    env = Environment(
        loader=PackageLoader(__package__),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    env.globals.update(code=code, outside=outside)
    return env
