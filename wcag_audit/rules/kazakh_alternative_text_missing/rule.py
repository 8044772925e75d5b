"""An image that the Russian version of a page describes is described in Kazakh in the Kazakh one (WCAG 1.1.1)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from wcag_audit.commons.language_addresses import neutral
from wcag_audit.commons.versions import pair
from wcag_audit.kazakh.detect import detect
from wcag_audit.rules.api import Impact, PagePart, SiteRule, cant_tell, failed, passed

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

    from wcag_audit.model.snapshot import ImageAlt, PageDigest, SiteSnapshot
    from wcag_audit.rules.api import Judgement

_SENTENCE: Final = 4
"""Words from which a text is translated and not only a name, which may be the same in both languages."""
_CLEAR: Final = 0.6
_WORDS: Final = re.compile(r"[^\W\d_]{2,}")
_FILE: Final = re.compile(r"\.\w{3,4}\Z")
_SHOWN: Final = 150


@dataclass(frozen=True, slots=True)
class Described:
    """An image of a page in Kazakh that the Russian version describes.

    Attributes:
        image: as it stands in the Kazakh version.
        text: its alternative text in the Russian version.
    """

    page: PageDigest
    image: ImageAlt
    other: PageDigest
    text: str


def targets(site: SiteSnapshot) -> Iterator[Described]:
    """Images of pages in Kazakh that stand in the Russian version with words as their alternative text."""
    for versions in pair(site.pages):
        kazakh, russian = versions.kazakh, versions.pages.get("ru")
        if kazakh is None or russian is None:
            continue
        texts = _descriptions(russian)
        for source, image in _described_best(kazakh).items():
            if source in texts:
                yield Described(kazakh, image, russian, texts[source])


def _descriptions(page: PageDigest) -> Mapping[str, str]:
    """Alternative text by image; one that stands for several pictures (before they are loaded) is left out."""
    found: dict[str, set[str]] = {}
    for image in page.images:
        text = image.alt or image.name
        if len(_WORDS.findall(text)) > 1 and not _FILE.search(text):
            found.setdefault(neutral(image.src), set()).add(text)
    return {source: next(iter(texts)) for source, texts in found.items() if len(texts) == 1}


def _described_best(page: PageDigest) -> Mapping[str, ImageAlt]:
    """Every image once; where it stands several times, the place that has a text: the others repeat it."""
    found: dict[str, ImageAlt] = {}
    for image in page.images:
        source = neutral(image.src)
        if source not in found or (not found[source].name and image.name):
            found[source] = image
    return found


def expectation(item: Described, _site: SiteSnapshot) -> Judgement:
    """The image has a text, and not the Russian one."""
    image, values = item.image, {"text": item.text[:_SHOWN], "other": item.other.url}
    if not image.name:
        return failed("no-alternative", **values) if image.alt is None else cant_tell("empty", **values)
    if (image.alt or image.name).casefold() != item.text.casefold():
        return passed()
    found = detect(item.text)
    same = found.words >= _SENTENCE and found.language == "ru" and found.margin >= _CLEAR
    return cant_tell("untranslated", **values) if same else passed()


def place(item: Described) -> PagePart:
    """The image in the Kazakh version; the Russian page is named with it."""
    return PagePart(item.page.url, item.image.selector, item.image.html, (item.other.url,))


RULE = SiteRule(
    id="kazakh-alternative-text-missing",
    criteria=("1.1.1",),
    targets=targets,
    expectation=expectation,
    place=place,
    impact=Impact.SERIOUS,
)
