"""The accessible name of an image is no file name (WCAG 1.1.1, failure F30; ACT rule 9eb3f6)."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING
from urllib.parse import unquote, urlsplit

from wcag_audit.model.dom import Dom
from wcag_audit.model.finding import Maturity
from wcag_audit.rules.api import Impact, Rule, cant_tell, failed, passed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wcag_audit.model.dom import Node
    from wcag_audit.model.snapshot import PageSnapshot
    from wcag_audit.rules.api import Judgement

_ROLES = frozenset({"image", "img"})
_EXTENSION = re.compile(r"\.(?:jpe?g|jfif|png|gif|webp|avif|svg|bmp|tiff?|heic|ico|psd|eps)$", re.IGNORECASE)
_CAMERA = re.compile(  # what cameras, phones and messengers call a picture before anyone has named it
    r"(?:(?:IMG|DSC[NF]?|PXL|VID|MVIMG)[ _-]?\d{4,}|(?:WhatsApp Image|Screenshot)[ _-]\d{4}-?\d\d)"
    r"[\d _.()-]*(?:at[\d _.()-]*)?",
    re.IGNORECASE,
)
_WORDS = re.compile(r"[^\W\d_]+(?: [^\W\d_]+)*")


def targets(page: PageSnapshot) -> Iterator[Node]:
    """Images and image buttons that assistive technology meets and that have a name."""
    for node in page[Dom].elements():
        is_image = node.role in _ROLES or (node.name == "input" and node.get("type").lower() == "image")
        if is_image and node.accessible_name:
            yield node


def expectation(node: Node, page: PageSnapshot) -> Judgement:
    """The name says something about the picture, not where it is stored."""
    name = node.accessible_name
    file = _file_name(node.get("src"))
    stem = _EXTENSION.sub("", file)
    if _EXTENSION.search(name) and "/" not in name:
        if _is_text_of_page(name, page[Dom]):
            return cant_tell("shown-as-text", name=name)  # a list of files names its pictures rightly so
        if " " not in name or name.casefold() == file.casefold():
            return failed("file-name", name=name)
        return cant_tell("ends-like-file", name=name)
    if _CAMERA.fullmatch(name):
        return failed("camera-name", name=name)
    if stem and name.casefold() == stem.casefold() and not _WORDS.fullmatch(name):
        # No text for people has lines between its words; "covid-19" and "A4" are names of files and of things
        sure = "_" in name and " " not in name and not _is_text_of_page(name, page[Dom])
        return failed("file-name", name=name) if sure else cant_tell("file-stem", name=name, file=file)
    return passed()


def _file_name(address: str) -> str:
    if address.strip().lower().startswith(("data:", "blob:")):
        return ""
    try:
        return unquote(urlsplit(address.strip()).path).rsplit("/", 1)[-1]
    except ValueError:
        return ""


def _is_text_of_page(name: str, dom: Dom) -> bool:
    root = dom.root
    return root is not None and name.casefold() in dom.text(root).casefold()


RULE = Rule(
    id="image-name-is-file-name",
    criteria=("1.1.1",),
    act=("9eb3f6", "qt1vmo"),
    needs=(Dom,),
    targets=targets,
    expectation=expectation,
    impact=Impact.SERIOUS,
    maturity=Maturity.STABLE,
    version=2,
)
