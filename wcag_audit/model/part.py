"""Kinds of components: what a webmaster would call the thing that has to be repaired."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from wcag_audit.model.finding import Target


class Part(StrEnum):
    """Kinds of components, in the order in which a report lists them where nothing else decides."""

    PAGE = "page"
    NAVIGATION = "navigation"
    LINK = "link"
    BUTTON = "button"
    FIELD = "field"
    IMAGE = "image"
    MEDIA = "media"
    TABLE = "table"
    LIST = "list"
    HEADING = "heading"
    TEXT = "text"
    OTHER = "other"


_TAG: Final = re.compile(r"\s*<([a-zA-Z][a-zA-Z0-9-]{0,40})")
_ROLES: Final = {
    Part.PAGE: "document rootwebarea",
    Part.NAVIGATION: "banner navigation main complementary contentinfo region search menu menubar menuitem"
    " menuitemcheckbox menuitemradio tab tablist tabpanel toolbar",
    Part.LINK: "link",
    Part.BUTTON: "button",
    Part.FIELD: "textbox searchbox combobox listbox option checkbox radio radiogroup switch slider spinbutton form",
    Part.IMAGE: "image img graphics-document graphics-symbol",
    Part.MEDIA: "video audio iframe application",
    Part.TABLE: "table grid treegrid row rowgroup cell gridcell columnheader rowheader",
    Part.LIST: "list listitem term definition",
    Part.HEADING: "heading",
    Part.TEXT: "paragraph statictext blockquote code emphasis strong time",
}
_TAGS: Final = {
    Part.PAGE: "html head title meta body",
    Part.NAVIGATION: "header nav main aside footer menu",
    Part.LINK: "a area",
    Part.BUTTON: "button summary",
    Part.FIELD: "input select textarea label form fieldset legend option",
    Part.IMAGE: "img svg canvas picture map figure",
    Part.MEDIA: "video audio iframe frame object embed marquee",
    Part.TABLE: "table caption thead tbody tfoot tr td th",
    Part.LIST: "ul ol li dl dt dd",
    Part.HEADING: "h1 h2 h3 h4 h5 h6",
    Part.TEXT: "p span b strong i em small u s font blockquote q pre code center time mark abbr",
}
_BY_ROLE: Final = {role: part for part, roles in _ROLES.items() for role in roles.split()}
_BY_TAG: Final = {tag: part for part, tags in _TAGS.items() for tag in tags.split()}


def part_of(target: Target) -> Part:
    """What kind of component a finding is about: by the role that assistive technology gets, else by the element.

    A finding without a place is about the page as a whole.
    """
    if not (target.selector or target.html or target.role):
        return Part.PAGE
    match = _TAG.match(target.html)
    tag = match[1].lower() if match else ""
    return _BY_ROLE.get(target.role.lower()) or _BY_TAG.get(tag) or Part.OTHER
