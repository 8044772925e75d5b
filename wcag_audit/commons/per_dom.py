"""Indexes over a `Dom` that are built once and vanish with it."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar, cast

if TYPE_CHECKING:
    from collections.abc import Callable

    from wcag_audit.model.dom import Dom

T = TypeVar("T")


def per_dom(build: Callable[[Dom], T]) -> Callable[[Dom], T]:
    """A function that builds an index of a page on first use and hands out the same one afterwards.

    The index is kept where the page keeps its own cached properties, so both are freed together. A table outside would
    need weak references, which an index that points back to its page would keep alive for ever.
    """
    key = f"_index_{build.__module__}.{build.__qualname__}"

    def index(dom: Dom) -> T:
        kept = vars(dom)
        if key not in kept:
            kept[key] = build(dom)
        return cast("T", kept[key])

    return index
