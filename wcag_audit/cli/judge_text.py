"""What `wcag-audit judge` prints for people."""

from __future__ import annotations

from typing import TYPE_CHECKING

from rich.table import Table
from rich.text import Text

from wcag_audit.cli.app import console
from wcag_audit.i18n import format as fmt
from wcag_audit.model.index import CAP
from wcag_audit.standards.wcag import CRITERIA

if TYPE_CHECKING:
    from collections.abc import Sequence

    from rich.console import Console

    from wcag_audit.i18n.catalogue import Catalogue, Value
    from wcag_audit.model.index import BasketLink
    from wcag_audit.model.language import Lang
    from wcag_audit.model.rejudgement import Difference, Rejudgement, Split

_MINUS = "\N{MINUS SIGN}"


def show(found: Rejudgement, catalogue: Catalogue, lang: Lang) -> None:
    """Print it as tables at the width of the terminal."""
    _Shown(found, catalogue, lang).show()


class _Shown:
    def __init__(self, found: Rejudgement, catalogue: Catalogue, lang: Lang) -> None:
        self._found = found
        self._catalogue = catalogue
        self._lang = lang
        self._console: Console = console()

    def show(self) -> None:
        found = self._found
        self._line("heading", style="bold", wave=found.wave)
        self._line("pages", sites=found.sites, n=found.pages, left=found.left_out)
        self._line("axe")
        self._rules()
        self._criteria()
        self._indexes()
        if found.later is not None:
            self._difference(found.later)

    def _rules(self) -> None:
        changed = [rule for rule in self._found.rules if rule.changed or rule.then_version != rule.now_version]
        rows = [
            (
                rule.rule,
                _arrow(rule.then_version or "?", rule.now_version or "—"),
                self._pair(rule.pages),
                self._pair(rule.failures),
                self._pair(rule.unable),
            )
            for rule in changed
        ]
        self._table("rules", ("rule", "version", "failing-pages", "failures", "unable"), rows)
        self._line("same-rules", n=len(self._found.rules) - len(changed))

    def _criteria(self) -> None:
        changed = [item for item in self._found.criteria if item.moved or item.sites[0] != item.sites[1]]
        rows = [
            (self._criterion(item.criterion), self._pair(item.pages), self._pair(item.sites), self._number(item.moved))
            for item in changed
        ]
        self._table("criteria", ("criterion", "failing-pages", "failing-sites", "moved"), rows)
        self._line("same-criteria", n=len(self._found.criteria) - len(changed))

    def _indexes(self) -> None:
        rows = [
            (
                item.link.level,
                _arrow(item.link.old, item.link.new),
                self._number(item.link.sites),
                _arrow(self._index(item.then), self._index(item.now)),
                self._range(item.link),
            )
            for item in self._found.indexes
        ]
        self._table("indexes", ("level", "basket", "sites", "index", "shift"), rows)
        if not rows:
            self._line("no-index")

    def _difference(self, later: Difference) -> None:
        rows = [(self._say("index-at", level=level), *self._split(split, 1)) for level, split in later.indexes.items()]
        rows += [(self._criterion(number), *self._split(split, 0)) for number, split in later.criteria.items()]
        self._console.print()
        self._line("difference", style="bold", wave=self._found.wave, later=later.wave, n=later.pages)
        if rows:
            self._console.print(self._made(("what", "stored", "by-rules", "by-site"), rows))
        if not later.criteria:
            self._line("nothing-failing")

    def _split(self, split: Split, digits: int) -> tuple[str, str, str]:
        earlier, later = (
            self._index(value) if digits else self._number(value) for value in (split.earlier_then, split.later_then)
        )
        stored = _arrow(earlier, later)
        return stored, self._signed(split.by_rules, digits), self._signed(split.by_site, digits)

    def _table(self, heading: str, columns: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
        self._console.print()
        self._line(heading, style="bold")
        if rows:
            self._console.print(self._made(columns, rows))

    def _made(self, columns: Sequence[str], rows: Sequence[Sequence[str]]) -> Table:
        table = Table(box=None, padding=(0, 2, 0, 0), header_style="bold")
        for place, column in enumerate(columns):
            whole = column == "rule"  # the name of a rule is typed again; a break in it would be taken for a blank
            table.add_column(
                self._say(column), justify="left" if place == 0 else "right", overflow="fold", no_wrap=whole
            )
        for row in rows:
            table.add_row(*(Text(cell) for cell in row))
        return table

    def _line(self, key: str, *, style: str = "", **values: Value) -> None:
        self._console.print(Text(self._say(key, **values), style=style))

    def _say(self, key: str, **values: Value) -> str:
        return self._catalogue.say(key, self._lang, **values)

    def _criterion(self, number: str) -> str:
        return f"{number} {CRITERIA[number].name[self._lang]}"

    def _pair(self, pair: tuple[int, int]) -> str:
        return _arrow(self._number(pair[0]), self._number(pair[1]))

    def _number(self, value: float, digits: int = 0) -> str:
        return fmt.number(value, self._lang, digits)

    def _index(self, value: float) -> str:
        """A mean index; so near to 100 no machine gets."""
        return f"{self._number(CAP)}+" if value > CAP else self._number(value, 1)

    def _range(self, link: BasketLink) -> str:
        shift, low, high = (self._signed(value, 2) for value in (link.shift, link.low, link.high))
        return f"{shift} ({low} … {high})"

    def _signed(self, value: float, digits: int) -> str:
        """A change with its sign; what rounds to nothing has none."""
        rounded = round(value, digits)
        sign = "+" if rounded > 0 else _MINUS if rounded < 0 else ""
        return sign + self._number(abs(rounded), digits)


def _arrow(then: str, now: str) -> str:
    return then if then == now else f"{then} → {now}"
