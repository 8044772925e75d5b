"""What stands behind links of the same name."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class PageText:
    """A page or the content of a frame, reduced to what tells its purpose.

    Attributes:
        address: as the link has it, without fragment.
        final: where it led to, without fragment; "" if it could not be opened.
        status: HTTP status; 0 if unknown.
        title: of the document.
        heading: the first heading of level one that is seen; "" if there is none.
        text: visible text of its main part, navigation left out, at most 4,000 characters.
        waits: seconds after which it leads to another page by itself; 0 if it does not.
    """

    address: str
    final: str = ""
    status: int = 0
    title: str = ""
    heading: str = ""
    text: str = ""
    waits: float = 0.0


@dataclass(frozen=True, slots=True)
class LinkTargets:
    """The pages behind links that have one name and several addresses on the site of the page.

    Attributes:
        followed: False if links were not to be followed; `pages` is then empty.
        pages: those that were opened, by address, and those that could not be.
    """

    followed: bool
    pages: tuple[PageText, ...] = ()
