"""Well-known marks in the names of images and of image files."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Final
from urllib.parse import unquote, urlsplit

from wcag_audit.commons.wording import tokens

if TYPE_CHECKING:
    from collections.abc import Mapping

_EXTENSION: Final = re.compile(r"\.[a-z0-9]{2,5}$", re.IGNORECASE)


def mark_of(text: str) -> str:
    """The one mark that a name names, with nothing besides but words such as "logo"; "" otherwise."""
    marks, kinds = _table()
    rest = [word for word in tokens(text) if word not in kinds and not word.isdigit()]
    found = {marks.get(word, "") for word in rest}
    return found.pop() if len(found) == 1 else ""


def mark_of_file(address: str) -> str:
    """The one mark that the name of the file at an address names ("/img/w3c-logo.png" → "w3c"); "" otherwise."""
    if address.strip().lower().startswith(("data:", "blob:")):
        return ""
    try:
        name = unquote(urlsplit(address.strip()).path).rsplit("/", 1)[-1]
    except ValueError:
        return ""
    return mark_of(_EXTENSION.sub("", name))


@cache
def _table() -> tuple[Mapping[str, str], frozenset[str]]:
    table = tomllib.loads(files(__package__).joinpath("brands.toml").read_text(encoding="utf-8"))
    lines = [line.split() for line in table["marks"].splitlines() if line.strip()]
    return {word: line[0] for line in lines for word in line}, frozenset(table["kinds"].split())
