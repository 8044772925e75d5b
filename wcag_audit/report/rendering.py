"""Templates to files: one language at a time, everything from crawled pages escaped."""

from __future__ import annotations

import posixpath
from dataclasses import dataclass
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from wcag_audit.report import paths
from wcag_audit.report.speech import Speech
from wcag_audit.report.templating import environment

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping, Sequence

    from wcag_audit.model.language import Lang
    from wcag_audit.model.result import Wave
    from wcag_audit.report.yearly import Paper

PER_PAGE = 100
"""Rows of a list that stand on one page."""
_LANGUAGE_NAMES: Mapping[Lang, str] = {"kk": "Қазақша", "ru": "Русский", "en": "English"}


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


def paper_html(paper: Paper) -> str:
    """A yearly paper as one HTML page; its style sheet "paper.css" is expected beside it."""
    return environment(paper.lang).get_template("yearly.html.j2").render(paper=paper)


def mail_html(lang: Lang, **context: Any) -> str:
    """The HTML half of an e-mail, which stands alone."""
    return environment(lang).get_template("mail.html.j2").render(**context)


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
            environment(self.langs[0])
            .get_template(f"{template}.html.j2")
            .render(**self._shared, speeches=speeches, names=_LANGUAGE_NAMES, style=paths.STYLE)
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
        template_file = environment(lang).get_template(f"{template}.html.j2")
        here = f"{lang}/{path}"
        folder, _, file = path.rpartition("/")
        root = "../" * (path.count("/") + 1)
        html = template_file.render(
            **self._shared,
            to=_links_from(folder),
            asset=root.__add__,
            other={other: file if other == lang else f"{root}{other}/{path}" for other in self.langs},
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


@lru_cache(maxsize=16)
def _links_from(folder: str) -> Callable[[str], str]:
    """Gives the address of a path as a link in the pages of a folder, both below the language's folder."""

    @lru_cache(maxsize=4096)
    def link(target: str) -> str:
        return paths.relative(target, f"{folder}/" if folder else "")

    return link


class Renderer(PageWriter):
    """Writes the pages of a wave's report."""

    def __init__(self, folder: Path, langs: Sequence[Lang], wave: Wave) -> None:
        """Write reports of `wave` in `langs`."""
        super().__init__(folder, langs, wave=wave)
        self.wave = wave
