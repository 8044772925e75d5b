"""The exports' own sentences and headings, in three languages; what reports say too is said by report.speech."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

from wcag_audit.i18n.catalogue import read

if TYPE_CHECKING:
    from wcag_audit.i18n.catalogue import Catalogue


@cache
def texts(name: str) -> Catalogue:
    """The catalogue `name`.toml in export/texts."""
    return read(files(__package__).joinpath("texts", f"{name}.toml"))
