"""Templates to files: one language at a time, everything from crawled pages escaped."""

from __future__ import annotations

import posixpath
import re
from collections import defaultdict
from dataclasses import dataclass
from functools import cache, lru_cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from jinja2 import Environment, PackageLoader, StrictUndefined
from jinja2.runtime import Context
from markupsafe import Markup

from wcag_audit.i18n import format as fmt
from wcag_audit.i18n.common import meaning, name
from wcag_audit.i18n.remarks import language_of, sentence
from wcag_audit.model.index import CAP
from wcag_audit.model.kind import Kind
from wcag_audit.model.trend import IssueState, Standing
from wcag_audit.report import paths
from wcag_audit.report.hostile import is_web_address, language_tag, shorten, shorten_middle, visible
from wcag_audit.report.rule_words import measured, message
from wcag_audit.report.speech import Speech
from wcag_audit.report.views import STATES
from wcag_audit.rules.words import rule_words
from wcag_audit.standards.wcag import CRITERIA, Level

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence
    from enum import StrEnum

    from jinja2.runtime import Macro

    from wcag_audit.model.language import Lang
    from wcag_audit.model.result import Wave
    from wcag_audit.report.yearly import Paper

PER_PAGE = 100
"""Rows of a list that stand on one page."""
_LANGUAGE_NAMES: Mapping[Lang, str] = {"kk": "Қазақша", "ru": "Русский", "en": "English"}
_BREAKS = re.compile(r"(?<=[/?&=._-])(?=\w)")
_NAME_LIMIT, _CODE_LIMIT, _ADDRESS_LIMIT = 200, 2000, 160


@dataclass(frozen=True, slots=True)
class Crumb:
    """One step of the way to a page: its name, and its path below the language's folder."""

    label: str
    path: str


@dataclass(frozen=True, slots=True)
class Pager:
    """Which page of a list this is."""

    number: int
    count: int
    path: str
    rows: int

    @property
    def first(self) -> int:
        """Number of the first row on this page, from 1."""
        return (self.number - 1) * PER_PAGE + 1


def paged(rows: Sequence[Any], path: str) -> list[tuple[Pager, Sequence[Any]]]:
    """The rows cut into pages; an empty list is one empty page."""
    count = max(1, -(-len(rows) // PER_PAGE))
    return [
        (Pager(number, count, path, len(rows)), rows[(number - 1) * PER_PAGE : number * PER_PAGE])
        for number in range(1, count + 1)
    ]


class _Context(Context):
    """Calls what a template calls, and looks for nothing that a function of ours has not: `pass_context` and its like.

    Calls are a third of what a page costs.
    """

    def call(
        self,
        function: Callable[..., Any],
        /,
        *args: Any,
        _loop_vars: object = None,
        _block_vars: object = None,
        **values: Any,
    ) -> Any:
        """What the function gives; variables of loops and blocks are for functions that ask for the context."""
        return function(*args, **values)


@cache
def _environment() -> Environment:
    env = Environment(
        loader=PackageLoader(__package__),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    env.context_class = _Context
    env.globals.update(
        CRITERIA=CRITERIA, LEVELS=tuple(Level), STATES=STATES, KINDS=tuple(Kind), paths=paths, INDEX_CAP=CAP
    )
    env.globals.update(ISSUE_STATES=tuple(IssueState), STANDINGS=tuple(Standing))
    env.globals.update(is_web_address=is_web_address, language_tag=language_tag, visible=visible)
    return env


def code(text: str, limit: int = _CODE_LIMIT) -> Markup:
    """Machine text from a page: read from left to right, not translated, hidden characters written out."""
    return Markup('<code dir="ltr" translate="no">') + shorten(visible(text), limit) + Markup("</code>")


def words(text: str, lang: str = "", limit: int = _NAME_LIMIT) -> Markup:
    """Words from a page, set apart in their own direction and, where it is known, in their language."""
    tag = language_tag(lang)
    start = Markup('<bdi lang="{}">').format(tag) if tag else Markup("<bdi>")
    return start + shorten(visible(" ".join(text.split())), limit) + Markup("</bdi>")


def remark(text: str, lang: Lang, limit: int = _NAME_LIMIT) -> Markup:
    """Why something could not be done, in the report's language; what an older wave stored stays English."""
    said, tag = sentence(text, lang), language_of(text, lang)
    return words(said, "" if tag == lang else tag, limit)


@lru_cache(maxsize=4096)
def address(url: str) -> Markup:
    """An address as text, its middle left out where it is long; lines break at its joints."""
    parts = _BREAKS.split(shorten_middle(visible(url), _ADDRESS_LIMIT))
    return Markup('<bdi class="address" translate="no">{}</bdi>').format(Markup("<wbr>").join(parts))


@lru_cache(maxsize=4096)
def outside(url: str) -> Markup:
    """A link to an address on the web; only text where it is no http or https address."""
    if not is_web_address(url):
        return code(url, _ADDRESS_LIMIT)
    return Markup('<a href="{}" rel="noopener noreferrer">{}</a>').format(url, address(url))


def paper_html(paper: Paper) -> str:
    """A yearly paper as one HTML page; its style sheet "paper.css" is expected beside it."""
    return _environment().get_template("yearly.html.j2").render(paper=paper)


def mail_html(lang: Lang, **context: Any) -> str:
    """The HTML half of an e-mail, which stands alone."""
    return _environment().get_template("mail.html.j2").render(**_language(lang), **context)


class Once:
    """Remembers what macros made of their values, for those that look at nothing else: `once(m.level, "AA")`."""

    _LIMIT = 512

    def __init__(self) -> None:
        """Remember nothing yet."""
        self._made: dict[str, dict[tuple[object, ...], Markup]] = defaultdict(dict)

    def __call__(self, macro: Macro, *values: Any) -> Markup:
        """What the macro gives for the values, which must be hashable."""
        made = self._made[macro.name]
        if values not in made:
            if len(made) >= self._LIMIT:
                made.clear()
            made[values] = Markup(macro(*values))  # noqa: S704 - a macro escapes what it is given
        return made[values]


class PageWriter:
    """Writes pages below `folder`, one folder per language."""

    def __init__(self, folder: Path, langs: Sequence[Lang], **shared: Any) -> None:
        """Write pages in `langs`; every template gets the values of `shared`."""
        self.folder = folder
        self.langs = tuple(langs)
        self.count = 0
        self._shared = shared
        self._made: set[str] = set()

    def choice(self, template: str = "choice") -> None:
        """Write the page on which the language is chosen."""
        speeches = {lang: Speech(lang) for lang in self.langs}
        html = (
            _environment()
            .get_template(f"{template}.html.j2")
            .render(
                **self._shared,
                speeches=speeches,
                names=_LANGUAGE_NAMES,
                lang=self.langs[0],
                style=paths.STYLE,
                words=words,
            )
        )
        self._save("index.html", html)

    def write(
        self, template: str, lang: Lang, path: str, title: str, crumbs: Sequence[Crumb] = (), **context: Any
    ) -> None:
        """Write one page.

        Args:
            template: its name without ".html.j2".
            lang: the language.
            path: below the language's folder.
            title: of the page, as text; unique in the report.
            crumbs: the way to it, the overview first, without the page itself.
            context: values for the template.
        """
        template_file = _environment().get_template(f"{template}.html.j2")
        here = f"{lang}/{path}"
        html = template_file.render(
            **self._shared,
            **_language(lang),
            to=lambda target: paths.relative(f"{lang}/{target}", here),
            asset=partial(paths.relative, start=here),
            other={other: paths.relative(f"{other}/{path}", here) for other in self.langs},
            names=_LANGUAGE_NAMES,
            path=path,
            title=title,
            crumbs=crumbs,
            **context,
        )
        self._save(here, html)

    def _save(self, path: str, html: str) -> None:
        folder = posixpath.dirname(path)
        if folder not in self._made:
            (self.folder / folder).mkdir(parents=True, exist_ok=True)
            self._made.add(folder)
        # Half a surrogate pair cannot be written; it is shown as the replacement character.
        Path(self.folder, path).write_bytes(html.encode("utf-8", "replace"))
        self.count += 1


class Renderer(PageWriter):
    """Writes the pages of a wave's report."""

    def __init__(self, folder: Path, langs: Sequence[Lang], wave: Wave) -> None:
        """Write reports of `wave` in `langs`."""
        super().__init__(folder, langs, wave=wave)
        self.wave = wave


@cache
def _language(lang: Lang) -> Mapping[str, Any]:
    """What every template says and shows in its language."""

    def named(value: StrEnum) -> str:
        return name(value)[lang]

    def meant(value: StrEnum) -> str:
        return meaning(value)[lang]

    formats: Mapping[str, Callable[..., str]] = {
        "number": lambda value, digits=None: fmt.number(value, lang, digits),
        "percent": lambda share, digits=0: fmt.percent(share, lang, digits),
        "day": lambda value: fmt.day(value, lang),
        "month": lambda value: fmt.month(value, lang),
        "moment": lambda value: fmt.moment(value, lang),
    }
    return {
        "lang": lang,
        "once": Once(),
        "t": Speech(lang),
        "name": named,
        "meaning": meant,
        "criterion_name": lambda number: CRITERIA[number].name[lang],
        "rule_words": lambda rule: rule_words(rule, lang),
        "message": lambda finding: message(finding, lang),
        "measured": lambda finding: measured(finding, lang),
        "remark": lambda text, limit=400: remark(text, lang, limit),
        "code": code,
        "words": words,
        "address": address,
        "outside": outside,
        **formats,
    }
