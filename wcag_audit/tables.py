"""The tables of a YAML file that people keep, with the line of everything in them and the list of what is wrong."""

from __future__ import annotations

from datetime import date, datetime
from difflib import get_close_matches
from typing import TYPE_CHECKING, Any, NoReturn

from ruamel.yaml import YAML
from ruamel.yaml.comments import CommentedMap, CommentedSeq
from ruamel.yaml.error import MarkedYAMLError, YAMLError

from wcag_audit.model.language import LANGS, Text

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Mapping
    from pathlib import Path

    from wcag_audit.errors import UsageError

_MOST_PROBLEMS = 50


def hint(name: str, known: Iterable[str]) -> str:
    """What to do about a name that is not known: the nearest one, or all if they are few."""
    choices = [str(choice) for choice in known]
    if near := get_close_matches(name.lower(), choices, n=1):
        return f" — did you mean {near[0]!r}?"
    if 0 < len(choices) <= 10:  # noqa: PLR2004  # what fits a line
        return f" — write one of {', '.join(choices)}"
    return " — look for its id in the file"


class Problems:
    """What is wrong in the file, by line; `error` is raised with all of it."""

    def __init__(self, name: str, error: type[UsageError]) -> None:
        self._name = name
        self.error = error
        self._found: list[tuple[int, str]] = []

    def add(self, line: int, text: str) -> None:
        self._found.append((line, text))

    def raise_if_any(self) -> None:
        if self._found:
            self.fail()

    def fail(self) -> NoReturn:
        lines = [f"{self._name}:{line}: {text}" for line, text in sorted(self._found, key=lambda item: item[0])]
        rest = len(lines) - _MOST_PROBLEMS
        raise self.error("\n".join(lines[:_MOST_PROBLEMS] + ([f"… and {rest} more problems."] if rest > 0 else [])))


class Table:
    """A mapping of the file. Whatever is asked of it and is not there as it should be becomes a problem."""

    def __init__(self, data: object, line: int, what: str, keys: Iterable[str], problems: Problems) -> None:
        self.what = what
        self._start = line
        self._problems = problems
        self._data: CommentedMap = data if isinstance(data, CommentedMap) else CommentedMap()
        self._is_table = isinstance(data, CommentedMap)
        if not self._is_table:
            problems.add(line, f"{what} must be a table — write lines such as '{next(iter(keys))}: …'")
        for key in self._data:
            if key not in keys:
                self.problem(str(key), f"has the unknown key {key!r}{hint(str(key), keys)}")

    def line(self, key: str = "") -> int:
        """Line of a key, counted from 1; of the table if it has no such key of its own."""
        lines: Mapping[object, list[int]] = self._data.lc.data or {}
        return lines[key][0] + 1 if key in lines else self._start

    def problem(self, key: str, text: str) -> None:
        self._problems.add(self.line(key), f"{self.what} {text}")

    def _get(self, key: str, kinds: type | tuple[type, ...], meant: str) -> Any:
        """The value, or None after telling the problem or where there is no such key."""
        if key not in self._data:
            return None
        value = self._data[key]
        if value is None:
            self.problem(key, f"has nothing after '{key}:' — fill it in or delete the line")
        elif not isinstance(value, kinds) or (isinstance(value, bool) and kinds is not bool):
            self.problem(key, f"has {value!r} as {key} — write {meant}")
        else:
            return value
        return None

    def text(self, key: str, *, required: bool = False) -> str:
        text = str(self._get(key, str, "text, in quotes if it looks like a number") or "").strip()
        if required and not text and self._is_table and (key not in self._data or self._data[key] == ""):
            self.problem(key, f"has no {key} — add a line '{key}: …'")
        return text

    def flag(self, key: str, *, default: bool) -> bool:
        value = self._get(key, bool, "true or false")
        return default if value is None else bool(value)

    def number(self, key: str, low: float, high: float, *, whole: bool) -> float | None:
        """The number between the two bounds, or None."""
        meant = f"{'a whole number' if whole else 'a number'} from {low:g} to {high:g}"
        value = self._get(key, int if whole else (int, float), meant)
        if value is not None and not low <= value <= high:
            self.problem(key, f"has {value} as {key} — write {meant}")
            return None
        return None if value is None else float(value)

    def day(self, key: str) -> date | None:
        """A date such as 2026-12-31, or None."""
        value = self._get(key, date, "a day such as 2026-12-31, without quotes")
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
            self.problem(key, f"has the unknown {key} {word!r}{hint(word, known)}")
            return ""
        return word

    def strings(self, key: str, wrong: Callable[[str], str]) -> tuple[str, ...]:
        """A list of texts; `wrong` says what is wrong with one, or ""."""
        found = []
        values = self._get(key, CommentedSeq, "a list, one '- …' a line")
        for index, value in enumerate(values or []):
            line = values.lc.item(index)[0] + 1
            if not isinstance(value, str) or not value.strip():
                self._problems.add(line, f"{self.what} has {value!r} in {key} — write text there")
            elif problem := wrong(value):
                self._problems.add(line, f"{self.what} has {value!r} in {key}, {problem}")
            else:
                found.append(value.strip())
        return tuple(found)

    def names(self, key: str) -> Text:
        if key not in self._data:
            self.problem("", f"has no {key} — add it in {', '.join(LANGS)}")
        table = self.table(key, LANGS)
        texts = {lang: table.text(lang, required=True) if table else "" for lang in LANGS}
        return Text.of({lang: text or "?" for lang, text in texts.items()})

    def table(self, key: str, keys: Iterable[str]) -> Table | None:
        """A table under the key; None where there is none."""
        data = self._get(key, CommentedMap, f"a table with {', '.join(keys)}")
        return None if data is None else Table(data, self.line(key), f"{key} of {self.what}", keys, self._problems)

    def tables(self, key: str, what: str, keys: Iterable[str]) -> list[Table]:
        """A list of tables, each called by its id in messages."""
        items = self._get(key, CommentedSeq, "a list, one '- id: …' an entry") or CommentedSeq()
        found = []
        for index, item in enumerate(items):
            name = item.get("id") if isinstance(item, CommentedMap) else None
            called = f"{what} {name!r}" if name else f"{what} no. {index + 1}"
            found.append(Table(item, items.lc.item(index)[0] + 1, called, keys, self._problems))
        return found

    def mapping(self, key: str, keys: Iterable[str]) -> dict[str, Table]:
        """A table whose own keys are free, each naming a table."""
        table = self._get(key, CommentedMap, "a table") or CommentedMap()
        return {
            str(name): Table(value, table.lc.data[name][0] + 1, f"{key} entry {name!r}", keys, self._problems)
            for name, value in table.items()
        }


def load_yaml(path: Path, problems: Problems) -> object:
    try:
        text = path.read_text(encoding="utf-8-sig")
    except FileNotFoundError:
        raise problems.error(f"There is no file {path}; name another one or go to its folder.") from None
    except UnicodeDecodeError:
        raise problems.error(f"{path} is not UTF-8 text; save it with that encoding.") from None
    except OSError as error:
        raise problems.error(f"{path} cannot be read: {error.strerror}; check the name and the rights.") from None
    try:
        data: object = YAML(typ="rt").load(text)
    except MarkedYAMLError as error:
        mark = error.problem_mark or error.context_mark
        found = str(error.problem or error.context).split("\n", 1)[0]
        problems.add(mark.line + 1 if mark else 1, f"not sound YAML ({found}) — check indents, quotes and colons")
        problems.fail()
    except YAMLError as error:
        problems.add(1, f"not sound YAML ({str(error).splitlines()[0]}) — check indents, quotes and colons")
        problems.fail()
    return data
