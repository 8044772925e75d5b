"""A page frozen: every fact that was collected, serialisable, hashed, and compressed in the store."""

from __future__ import annotations

import hashlib
import zlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, TypeVar

import msgspec

from wcag_audit.model import facts
from wcag_audit.model.dom import Dom
from wcag_audit.model.fact import Fact, Known, Missing
from wcag_audit.model.facts_behaviour import CharacterKeys, ControlStates, DeviceMotion, Movement
from wcag_audit.model.facts_contrast import ControlContrast, StateContrast
from wcag_audit.model.facts_links import LinkTargets
from wcag_audit.model.facts_media import Media
from wcag_audit.model.facts_pictures import DrawnText
from wcag_audit.model.facts_speech import ReadAloud
from wcag_audit.model.visit import VisitStatus
from wcag_audit.remark import Remark, restored, stored

T = TypeVar("T")

FACT_TYPES: Mapping[str, type[Any]] = {
    kind.__name__: kind
    for kind in (
        Dom,
        facts.Response,
        facts.AxeResults,
        facts.KeyboardWalk,
        facts.Orientation,
        LinkTargets,
        facts.Reflow,
        facts.TextContrast,
        facts.TextSpacing,
        facts.Zoom,
        ReadAloud,
        DrawnText,
        Media,
        CharacterKeys,
        DeviceMotion,
        Movement,
        ControlContrast,
        StateContrast,
        ControlStates,
    )
}
"""The closed list of facts, by the name under which they are stored."""

FORMAT = 1
"""Version of the stored form; a reader refuses what it does not know."""


@dataclass(frozen=True, slots=True)
class Viewport:
    """Size of the window in CSS pixels."""

    width: int = 1280
    height: int = 720


@dataclass(frozen=True, slots=True)
class PageSnapshot:
    """One visit's facts.

    Attributes:
        url: address asked for.
        final_url: address after redirects.
        captured: ISO 8601 with offset.
        facts: fact type -> Known or Missing; a type that is absent was not asked for.
    """

    url: str
    final_url: str
    captured: str = ""
    viewport: Viewport = field(default_factory=Viewport)
    facts: Mapping[type[Any], Fact[Any]] = field(default_factory=dict)

    def __getitem__(self, kind: type[T]) -> T:
        """The value of a known fact; rules may rely on it for the facts they need.

        Raises:
            KeyError: the fact is missing; the text is its reason.
        """
        fact = self.fact(kind)
        if isinstance(fact, Missing):
            raise KeyError(fact.reason)
        return fact.value

    def fact(self, kind: type[T]) -> Fact[T]:
        """The fact, known or missing; one that was never asked for is missing."""
        return self.facts.get(kind, Missing(Remark("fact.not-collected")))


def _encode(snapshot: PageSnapshot) -> bytes:
    known = {kind.__name__: fact.value for kind, fact in snapshot.facts.items() if isinstance(fact, Known)}
    missing = {kind.__name__: stored(fact.reason) for kind, fact in snapshot.facts.items() if isinstance(fact, Missing)}
    return msgspec.json.encode(
        {
            "format": FORMAT,
            "url": snapshot.url,
            "final_url": snapshot.final_url,
            "captured": snapshot.captured,
            "viewport": snapshot.viewport,
            "known": {name: known[name] for name in sorted(known)},
            "missing": {name: missing[name] for name in sorted(missing)},
        }
    )


def pack(snapshot: PageSnapshot) -> tuple[str, bytes]:
    """The snapshot's hash (sha256 of its canonical form, hexadecimal) and its compressed form."""
    raw = _encode(snapshot)
    return hashlib.sha256(raw).hexdigest(), zlib.compress(raw, 6)


def unpack(data: bytes) -> PageSnapshot:
    """The snapshot from its compressed form.

    Raises:
        ValueError: damaged, or written in a form this version does not know.
    """
    try:
        table = msgspec.json.decode(zlib.decompress(data), type=dict[str, msgspec.Raw])
        if msgspec.json.decode(table["format"]) != FORMAT:
            raise ValueError("This snapshot was written by another version of wcag-audit.")
        known = msgspec.json.decode(table["known"], type=dict[str, msgspec.Raw])
        found: dict[type[Any], Fact[Any]] = {
            FACT_TYPES[name]: Known(msgspec.json.decode(raw, type=FACT_TYPES[name])) for name, raw in known.items()
        }
        for name, reason in msgspec.json.decode(table["missing"], type=dict[str, str]).items():
            found[FACT_TYPES[name]] = Missing(restored(reason))
        return PageSnapshot(
            url=msgspec.json.decode(table["url"], type=str),
            final_url=msgspec.json.decode(table["final_url"], type=str),
            captured=msgspec.json.decode(table["captured"], type=str),
            viewport=msgspec.json.decode(table["viewport"], type=Viewport),
            facts=found,
        )
    except (zlib.error, msgspec.MsgspecError, KeyError) as error:
        raise ValueError(f"This snapshot cannot be read: {error}.") from error


@dataclass(frozen=True, slots=True)
class AddressFate:
    """What became of an address that a page offers.

    Attributes:
        status: its fate.
        http_status: what the server answered; 0 if it did not, or was not asked.
        leads_to: where redirects ended, or the page that a duplicate stands for; "" if it was not opened.
    """

    status: VisitStatus
    http_status: int = 0
    leads_to: str = ""


@dataclass(frozen=True, slots=True)
class SiteSnapshot:
    """The pages of one site, for rules that compare pages.

    Attributes:
        site: id in the register.
        pages: reduced pages (see PageDigest), in the order of their addresses.
        fates: of the addresses that these pages offer as their versions in other languages, as they are written there
            (at most one for each page and language), and of those that links of one name lead to. An address that is
            not in it was never known to the crawler.
    """

    site: str
    pages: tuple[PageDigest, ...]
    fates: Mapping[str, AddressFate] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class NavLink:
    """A link of a navigation block.

    Attributes:
        href: resolved address.
        name: accessible name.
        marked: True if a `lang` below the root says that it is in another language than the page.
    """

    href: str
    name: str
    marked: bool = False


@dataclass(frozen=True, slots=True)
class NavBlock:
    """A block of navigation that a page offers.

    Attributes:
        key: what makes it the same block on other pages (landmark role, name, place in the header/footer).
        selector: CSS selector of the block.
        html: start tag.
        links: in document order.
    """

    key: str
    selector: str
    html: str
    links: tuple[NavLink, ...]


@dataclass(frozen=True, slots=True)
class LanguageLink:
    """What the page's language switcher offers: language ("kk", "ru", "en"), and address; "" if it names none."""

    language: str
    href: str = ""


@dataclass(frozen=True, slots=True)
class SameName:
    """Two links of a page that have one name and different addresses.

    Attributes:
        name: accessible name.
        first, second: resolved addresses of the earlier and of the later link.
        in_context: True if what stands around them is the same too.
        selector, html: of the later link.
    """

    name: str
    first: str
    second: str
    in_context: bool
    selector: str = ""
    html: str = ""


@dataclass(frozen=True, slots=True)
class ImageAlt:
    """An image of the page with its alternative text.

    Attributes:
        src: resolved address.
        alt: the alt attribute, white space folded; None if there is none.
        name: accessible name, which may come from elsewhere than alt; "" if there is none.
        selector: CSS selector.
        html: start tag.
    """

    src: str
    alt: str | None
    name: str
    selector: str = ""
    html: str = ""


@dataclass(frozen=True, slots=True)
class PageDigest:
    """What of a page is kept in memory for comparing pages, a few KiB each.

    Attributes:
        url: final address.
        lang: primary language tag of the root element; "" if none.
        title: document title.
        text_hash: hash of the main content's words, repeated blocks left out as far as landmarks tell.
        words: number of words in the main content.
        navigation: blocks of navigation.
        help: kinds of help in document order with a label: ("phone", "+7..."), ("email", ...), ("contact", ...).
        alternates: hreflang -> address.
        switcher: what the language switcher offers, the page's own language included.
        images: rendered images that are not marked as decoration by role or aria-hidden, in document order.
        heading: the first heading of level one; "" if there is none.
        same_names: links of one name that lead to different addresses of the page's own host.
        main_text, footer_text: beginning of the visible text that is not marked as another language than the page's.
    """

    url: str
    lang: str
    title: str
    text_hash: str = ""
    words: int = 0
    navigation: tuple[NavBlock, ...] = ()
    help: tuple[tuple[str, str], ...] = ()
    alternates: Mapping[str, str] = field(default_factory=dict)
    switcher: tuple[LanguageLink, ...] = ()
    images: tuple[ImageAlt, ...] = ()
    heading: str = ""
    same_names: tuple[SameName, ...] = ()
    main_text: str = ""
    footer_text: str = ""
