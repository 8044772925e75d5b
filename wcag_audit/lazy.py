"""Packages whose public names are read when they are first used, so that a small command loads only what it needs."""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable, Mapping


def lazily(package: str, homes: Mapping[str, str]) -> Callable[[str], object]:
    """A package's `__getattr__` (PEP 562).

    `wcag-audit check` would otherwise load the reports, the store and every export format before it opens a page.

    Args:
        package: its name.
        homes: public name -> the package's module that defines it. No name may be that of a module of the package:
            a module is found before `__getattr__` is asked.
    """

    def find(name: str) -> object:
        if name not in homes:
            raise AttributeError(f"module {package!r} has no attribute {name!r}")
        return getattr(import_module(f"{package}.{homes[name]}"), name)

    return find
