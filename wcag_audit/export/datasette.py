"""What Datasette needs to open the database with described tables and ready queries (metadata.json).

Source: https://docs.datasette.io/en/stable/metadata.html. Texts stand in texts/datasette.toml, queries in queries/.
"""

from __future__ import annotations

import json
from contextlib import suppress
from importlib.resources import files
from typing import TYPE_CHECKING, Any

from wcag_audit.errors import CouldNotDoError
from wcag_audit.export.words import texts
from wcag_audit.model.visit import NOT_REACHED
from wcag_audit.score.status import MIN_PAGES, MIN_REACHED

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from pathlib import Path

    from wcag_audit.model.language import Lang

QUERIES = (
    "frequent_issues",
    "failing_criteria",
    "sites_not_measurable",
    "coverage_by_reason",
    "trend_of_an_issue",
    "questions_for_a_person",
    "waves_compared",
)
"""Ready queries, in the order in which they are listed."""
_MARK = "wcag-audit"
_LABELS = {"waves": "name", "sites": "site", "visits": "url", "rules": "rule", "baskets": "name"}
"""What Datasette shows in place of the number of a row that another one refers to."""
_HIDDEN = {"_sqlite_migrations"}
_VALUES = {
    "@TRIED@": ", ".join(f"'{status}'" for status in sorted(NOT_REACHED)),
    "@MIN_REACHED@": str(MIN_REACHED),
    "@MIN_PAGES@": str(MIN_PAGES),
}
"""What queries take from the program, so that they and the report can never part."""


def metadata(name: str, tables: Mapping[str, Sequence[str]], lang: Lang) -> dict[str, Any]:
    """The metadata of a database.

    Args:
        name: as Datasette calls it: the file without its suffix.
        tables: the columns of each table.
        lang: language of all descriptions.

    Raises:
        CatalogueError: a table or column has no description.
    """
    say = texts("datasette").say
    queries = {
        query: {
            "sql": sql(query),
            "hide_sql": True,
            "title": say(f"query.{query}.title", lang),
            "description": say(f"query.{query}.description", lang),
        }
        for query in QUERIES
    }
    described = {table: _table(table, columns, lang) for table, columns in tables.items()}
    own = {"description": say("description", lang), "tables": described, "queries": queries}
    return {"title": say("title", lang), "source": _MARK, "databases": {name: own}}


def sql(query: str) -> str:
    """The text of a ready query."""
    text = files(__package__).joinpath("queries", f"{query}.sql").read_text(encoding="utf-8")
    for mark, value in _VALUES.items():
        text = text.replace(mark, value)
    return text


def may_write(path: Path) -> bool:
    """True where no file is there, or one that we wrote."""
    if not path.exists():
        return True
    with suppress(OSError, ValueError, AttributeError):
        return bool(json.loads(path.read_text(encoding="utf-8")).get("source") == _MARK)
    return False


def write_metadata(path: Path, name: str, tables: Mapping[str, Sequence[str]], lang: Lang) -> None:
    """Write the metadata file; arguments as for `metadata`.

    Raises:
        CouldNotDoError: it cannot be written.
    """
    text = json.dumps(metadata(name, tables, lang), ensure_ascii=False, indent=1)
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text + "\n", encoding="utf-8")
    except OSError as error:
        raise CouldNotDoError("export.unwritable", path=str(path), reason=error.strerror or str(error)) from error


def _table(table: str, columns: Sequence[str], lang: Lang) -> dict[str, Any]:
    catalogue = texts("datasette")
    own = {column: f"table.{table}.{column}" for column in columns}
    described: dict[str, Any] = {
        "description": catalogue.say(f"table.{table}.about", lang),
        "columns": {
            column: catalogue.say(key if key in catalogue else f"column.{column}", lang) for column, key in own.items()
        },
    }
    described |= {"label_column": _LABELS[table]} if table in _LABELS else {}
    return described | ({"hidden": True} if table in _HIDDEN else {})
