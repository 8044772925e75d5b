"""Where everything in a report lies. Paths are relative to the report's folder, with forward slashes."""

from __future__ import annotations

import hashlib
import posixpath
import re
from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from wcag_audit.model.kind import Kind

_SAFE = re.compile(r"[a-z0-9][a-z0-9-]{0,79}")
STYLE = "style.css"


@lru_cache(maxsize=4096)
def slug(identifier: str) -> str:
    """The id itself where it is a safe file name, else a hash of it."""
    return identifier if _SAFE.fullmatch(identifier) else hashlib.sha256(identifier.encode()).hexdigest()[:20]


def numbered(path: str, number: int) -> str:
    """The path of the `number`-th page of a list: the first page has the plain name, the second "-2"."""
    if number == 1:
        return path
    stem, suffix = posixpath.splitext(path)
    return f"{stem}-{number}{suffix}"


def relative(target: str, start: str) -> str:
    """The address of `target` as a link in the page `start`, both paths in the report."""
    # Not posixpath.relpath, which asks the system for the working folder: a large report has tens of millions of links.
    to, here = target.split("/"), start.split("/")[:-1]
    same = 0
    while same < len(here) and same < len(to) - 1 and here[same] == to[same]:
        same += 1
    return "/".join((*[".."] * (len(here) - same), *to[same:]))


OVERVIEW = "index.html"
CRITERIA = "criteria.html"
METHOD = "method.html"
FEED = "changes.atom"
"""The Atom feed of the wave, below the language's folder."""


def body(body_id: str) -> str:
    """A body's page, relative to the language's folder, as all that follow."""
    return f"bodies/{slug(body_id)}.html"


def site(site_id: str) -> str:
    """A site's page."""
    return f"sites/{slug(site_id)}/index.html"


def issues(site_id: str, kind: Kind) -> str:
    """The list of a site's issues of one kind."""
    return f"sites/{slug(site_id)}/{kind}.html"


def issue(site_id: str, fingerprint: str) -> str:
    """One issue; its name holds between waves."""
    return f"sites/{slug(site_id)}/issues/{slug(fingerprint)}.html"


def parts(site_id: str) -> str:
    """The list of a site's proven failures by component."""
    return f"sites/{slug(site_id)}/components.html"


def changes(site_id: str) -> str:
    """What changed on a site since the wave before."""
    return f"sites/{slug(site_id)}/changes.html"


def summary(site_id: str) -> str:
    """A site on one sheet of paper."""
    return f"sites/{slug(site_id)}/summary.html"


def feed(site_id: str) -> str:
    """The Atom feed of a site."""
    return f"sites/{slug(site_id)}/changes.atom"


def pages(site_id: str) -> str:
    """The list of a site's audited pages."""
    return f"sites/{slug(site_id)}/pages.html"


def page(site_id: str, visit_id: int) -> str:
    """One audited page."""
    return f"sites/{slug(site_id)}/pages/{visit_id}.html"


def coverage(site_id: str) -> str:
    """What became of a site's addresses."""
    return f"sites/{slug(site_id)}/coverage.html"


def image(site_id: str, fingerprint: str, media_type: str) -> str:
    """An issue's picture, relative to the report's folder: all languages share it."""
    suffix = {"image/webp": "webp", "image/png": "png", "image/jpeg": "jpg"}[media_type]
    return f"images/{slug(site_id)}/{slug(fingerprint)}.{suffix}"
