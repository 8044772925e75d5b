"""The tables of a YAML file that people keep, with the line of everything in them and the list of what is wrong."""

from __future__ import annotations

from datetime import date, datetime
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any, NoReturn

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.error import MarkedYAMLError, YAMLError

from wcag_audit.model.language import LANGS, Text
from wcag_audit.remark import Remark

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import Path

    from wcag_audit.errors import UsageError

_MOST_PROBLEMS = 50


def hint(name: str, known: Iterable[str]) -> str:
    """What to do about a name that is not known: the nearest one, or all if they are few."""
    choices = [str(choice) for choice in known]
    if near := get_close_matches(name.lower(), choices, n=1):
        return Remark("hint.near", near=repr(near[0]))
    if 0 < len(choices) <= 10:  # noqa: PLR2004  # what fits a line
        return Remark("hint.choices", choices=", ".join(choices))
    return Remark("hint.look")


class Problems:
    """What is wrong in the file, by line; `error` is raised with all of it."""

    def __init__(self, name: str, error: type[UsageError]) -> None:
        self._name = name
        self.error = error
        self._found: list[tuple[int, Remark]] = []

    def add(self, line: int, problem: Remark) -> None:
        self._found.append((line, problem))

    def raise_if_any(self) -> None:
        if self._found:
            self.fail()

    def fail(self) -> NoReturn:
        lines = [
            Remark("register.line", file=self._name, line=str(line), problem=problem)
            for line, problem in sorted(self._found, key=lambda item: item[0])
        ]
        rest = len(lines) - _MOST_PROBLEMS
        if rest > 0:
            lines[_MOST_PROBLEMS:] = [Remark("register.more", n=rest)]
        raise self.error("register.problems", problems=tuple(lines))


class Table:
    """A mapping of the file. Whatever is asked of it and is not there as it should be becomes a problem."""

    def __init__(self, data: object, line: int, what: Remark, keys: Iterable[str], problems: Problems) -> None:
        self.what = what
        self._start = line
        self._problems = problems
        self._data: CommentedMap = data if isinstance(data, CommentedMap) else CommentedMap()
        self._is_table = isinstance(data, CommentedMap)
        if not self._is_table:
            problems.add(line, Remark("register.no-table", what=what, key=next(iter(keys))))
        for key in self._data:
            if key not in keys:
                near = hint(str(key), keys)
                self.problem(str(key), Remark("register.unknown-key", what=what, key=repr(key), hint=near))

    def line(self, key: str = "") -> int:
        """Line of a key, counted from 1; of the table if it has no such key of its own."""
        lines: Mapping[object, list[int]] = self._data.lc.data or {}
        return lines[key][0] + 1 if key in lines else self._start

    def problem(self, key: str, problem: Remark) -> None:
        self._problems.add(self.line(key), problem)

    def wrong(self, key: str, value: str, problem: str) -> None:
        """Tell that a value is not what it should be."""
        self.problem(key, Remark("register.wrong", what=self.what, value=repr(value), key=key, problem=problem))

    def _get(self, key: str, kinds: type | tuple[type, ...], meant: Remark) -> Any:
        """The value, or None after telling the problem or where there is no such key."""
        if key not in self._data:
            return None
        value = self._data[key]
        if value is None:
            self.problem(key, Remark("register.empty", what=self.what, key=key))
        elif not isinstance(value, kinds) or (isinstance(value, bool) and kinds is not bool):
            self._not_meant(key, value, meant)
        else:
            return value
        return None

    def _not_meant(self, key: str, value: object, meant: Remark) -> None:
        said = Remark("register.not-meant", what=self.what, value=repr(value), key=key, meant=meant)
        self.problem(key, said)

    def text(self, key: str, *, required: bool = False) -> str:
        text = str(self._get(key, str, Remark("meant.text")) or "").strip()
        if required and not text and self._is_table and (key not in self._data or self._data[key] == ""):
            self.problem(key, Remark("register.absent", what=self.what, key=key))
        return text

    def flag(self, key: str, *, default: bool) -> bool:
        value = self._get(key, bool, Remark("meant.flag"))
        return default if value is None else bool(value)

    def number(self, key: str, low: float, high: float, *, whole: bool) -> float | None:
        """The number between the two bounds, or None."""
        least, most = f"{low:g}", f"{high:g}"
        if whole:
            meant = Remark("meant.whole-number", low=least, high=most)
        else:
            meant = Remark("meant.number", low=least, high=most)
        value = self._get(key, int if whole else (int, float), meant)
        if value is not None and not low <= value <= high:
            self._not_meant(key, value, meant)
            return None
        return None if value is None else float(value)

    def day(self, key: str) -> date | None:
        """A date such as 2026-12-31, or None."""
        value = self._get(key, date, Remark("meant.day"))
        return value.date() if isinstance(value, datetime) else value

    def raw(self, key: str) -> object:
        """Whatever stands after the key; None where nothing does."""
        value: object = self._data.get(key)
        return value

    def has(self, key: str) -> bool:
        """True where the file has the key, whatever stands after it."""
        return key in self._data

    def choice(self, key: str, known: Iterable[str], *, required: bool = False) -> str:
        """One of the known words, or ""."""
        known = [str(word) for word in known]
        word = self.text(key, required=required)
        if word and word not in known:
            near = hint(word, known)
            self.problem(key, Remark("register.unknown-word", what=self.what, key=key, word=repr(word), hint=near))
            return ""
        return word

    def strings(self, key: str, wrong: Callable[[str], str]) -> tuple[str, ...]:
        """A list of texts; `wrong` says what is wrong with one, or ""."""
        found = []
        values = self._get(key, CommentedSeq, Remark("meant.list"))
        for index, value in enumerate(values or []):
            line = values.lc.item(index)[0] + 1
            if not isinstance(value, str) or not value.strip():
                said = Remark("register.no-text-in", what=self.what, value=repr(value), key=key)
                self._problems.add(line, said)
            elif problem := wrong(value):
                said = Remark("register.wrong-in", what=self.what, value=repr(value), key=key, problem=problem)
                self._problems.add(line, said)
            else:
                found.append(value.strip())
        return tuple(found)

    def names(self, key: str) -> Text:
        if key not in self._data:
            self.problem("", Remark("register.no-names", what=self.what, key=key, langs=", ".join(LANGS)))
        table = self.table(key, LANGS)
        texts = {lang: table.text(lang, required=True) if table else "" for lang in LANGS}
        return Text.of({lang: text or "?" for lang, text in texts.items()})

    def table(self, key: str, keys: Iterable[str]) -> Table | None:
        """A table under the key; None where there is none."""
        data = self._get(key, CommentedMap, Remark("meant.table-with", keys=", ".join(keys)))
        if data is None:
            return None
        return Table(data, self.line(key), Remark("place.part", key=key, whole=self.what), keys, self._problems)

    def tables(self, key: str, call: Callable[[str], Remark], keys: Iterable[str]) -> list[Table]:
        """A list of tables; `call` gives what one is called in messages, from its id or number."""
        items = self._get(key, CommentedSeq, Remark("meant.entries")) or CommentedSeq()
        found = []
        for index, item in enumerate(items):
            name = item.get("id") if isinstance(item, CommentedMap) else None
            called = repr(name) if name else Remark("place.number", number=str(index + 1))
            found.append(Table(item, items.lc.item(index)[0] + 1, call(called), keys, self._problems))
        return found

    def mapping(self, key: str, keys: Iterable[str]) -> dict[str, Table]:
        """A table whose own keys are free, each naming a table."""
        table = self._get(key, CommentedMap, Remark("meant.table")) or CommentedMap()
        found = {}
        for name, value in table.items():
            called = Remark("place.entry", key=key, name=repr(name))
            found[str(name)] = Table(value, table.lc.data[name][0] + 1, called, keys, self._problems)
        return found


def load_yaml(path: Path, problems: Problems) -> object:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise problems.error("register.no-file", path=str(path)) from None
    except UnicodeDecodeError:
        raise problems.error("register.not-utf8", path=str(path)) from None
    except OSError as error:
        reason = error.strerror or str(error)
        raise problems.error("register.unreadable", path=str(path), reason=reason) from None
    try:
        data: object = YAML(typ="rt").load(text)
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        found = str(error.problem or error.context).split("\n", 1)[0]
        problems.add(mark.line + 1 if mark else 1, Remark("register.not-yaml", reason=found))
        problems.fail()
    except YAMLError as error:
        problems.add(1, Remark("register.not-yaml", reason=str(error).splitlines()[0]))
        problems.fail()
    return data
