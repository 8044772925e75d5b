"""The plugin by which a Datasette beside us describes a database of ours without being told to.

Found by Datasette through the entry point in pyproject.toml, and imported by nobody else. The descriptions are those of
`export.datasette`, in the language of the locale; a metadata file that is named goes before them.
"""

from __future__ import annotations

import copy
import os
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from datasette import hookimpl

from wcag_audit.errors import StoreError
from wcag_audit.export.datasette import metadata
from wcag_audit.i18n.languages import user_language
from wcag_audit.store import Store

if TYPE_CHECKING:
    from wcag_audit.model.language import Lang


@hookimpl  # type: ignore[untyped-decorator]  # the library ships no types
def get_metadata(datasette: Any) -> dict[str, Any]:
    """Descriptions and ready queries of every open database that is ours; nothing for others."""
    found: dict[str, Any] = {}
    for name, database in datasette.databases.items():
        if database.path:
            found |= copy.deepcopy(_described(name, Path(database.path), user_language(os.environ)))
    return {"databases": found}


@lru_cache(maxsize=32)
def _described(name: str, path: Path, lang: Lang) -> dict[str, Any]:
    try:
        with Store.open(path, create=False, read_only=True) as store:
            tables = store.tables()
    except StoreError:  # of another program, or of another version
        return {}
    described: dict[str, Any] = metadata(name, tables, lang)["databases"]
    return described
