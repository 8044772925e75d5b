"""The register: bodies of state and the quasi-state sector, and their sites."""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from wcag_audit.model.language import Text


class BodyKind(StrEnum):
    """The kinds that decree 1143, item 36 names: state bodies (central, local) and the quasi-state sector."""

    CENTRAL = "central"
    LOCAL = "local"
    QUASI_STATE = "quasi-state"


@dataclass(frozen=True, slots=True)
class CrawlLimits:
    """How one site is walked.

    Attributes:
        max_pages: page budget of a wave.
        max_depth: clicks from a start page.
        delay: seconds between two requests to one host.
        concurrency: open pages per host at once.
        include, exclude: regular expressions on the canonical address; no include means all.
        extra_hosts: other hosts that belong to the site (language subdomains).
        sitemaps: extra sitemap addresses.
        ignore_query: query parameters that do not change the page.
        timeout: seconds one page may take altogether.
    """

    max_pages: int = 60
    max_depth: int = 6
    delay: float = 1.0
    concurrency: int = 1
    include: tuple[str, ...] = ()
    exclude: tuple[str, ...] = ()
    extra_hosts: tuple[str, ...] = ()
    sitemaps: tuple[str, ...] = ()
    ignore_query: tuple[str, ...] = ()
    timeout: float = 60.0


@dataclass(frozen=True, slots=True)
class Site:
    """One web resource of a body.

    Attributes:
        id: short stable name, lower-case letters, digits and hyphens, unique in the register.
        url: start page; its path prefix bounds the site when `within_path` is set (gov.kz/memleket/entities/...).
        starts: more start pages.
        enabled: False keeps the site listed but unvisited; `note` says why.
    """

    id: str
    url: str
    body: str
    starts: tuple[str, ...] = ()
    within_path: str = ""
    enabled: bool = True
    note: str = ""
    limits: CrawlLimits = field(default_factory=CrawlLimits)
    schedule: str = ""


@dataclass(frozen=True, slots=True)
class Body:
    """A state body or an organisation of the quasi-state sector.

    Attributes:
        region: id of the region ("astana", "abay", ...); "" for national bodies.
        ministry: id of the body that answers for it; "" if none above it.
        verified: True where the names and addresses were checked by a person.
    """

    id: str
    name: Text
    kind: BodyKind
    region: str = ""
    ministry: str = ""
    verified: bool = False
    sites: tuple[Site, ...] = ()


@dataclass(frozen=True, slots=True)
class Region:
    """An oblast or a city of republican significance."""

    id: str
    name: Text


@dataclass(frozen=True, slots=True)
class Register:
    """All of targets.yml, in file order."""

    bodies: tuple[Body, ...]
    regions: tuple[Region, ...] = ()
    schedule: str = ""

    @property
    def sites(self) -> tuple[Site, ...]:
        """All sites of all bodies, in file order."""
        return tuple(site for body in self.bodies for site in body.sites)
