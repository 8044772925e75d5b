"""Which address is looked at next: a stratified sample that grows while the site becomes known.

The first 60 pages in crawl order say little about a site of 40,000: they are mostly one template. So addresses are
taken in turn from strata of shape and language. Within a stratum the order is a hash of the address without its
language. It makes the sample repeatable and, with the same seed, mostly the same in the next wave: changes are
measured on the same pages. And it takes the same pages in every language, as far as addresses tell which are versions
of one another.
"""

from __future__ import annotations

import hashlib
import heapq
from collections import Counter, deque
from dataclasses import dataclass
from typing import NamedTuple

from wcag_audit.commons.language_addresses import language_of, neutral
from wcag_audit.crawl.addresses import identity
from wcag_audit.crawl.shapes import shape

_MAX_SHAPES = 2_000
OTHER = "{other}"
"""The shape that stands for all beyond the first 2,000."""
_FRESH_OF_TEN = 3


class Stratum(NamedTuple):
    """Addresses that are probably made by one template in one language ("" where the address names none)."""

    shape: str
    language: str


@dataclass(frozen=True, slots=True)
class StratumCount:
    """How much of a stratum is known and was looked at; `known` gives the weight of its pages in a site's index."""

    shape: str
    language: str
    known: int
    audited: int


class Sampler:
    """Holds waiting addresses and gives them out: urgent ones first, then shape by shape and language by language.

    Args:
        seed: fixes the order within strata; keep it the same for all waves of a site.
        wave: about three of ten addresses are ordered anew for every wave, so that a part of the sample is fresh.
    """

    def __init__(self, seed: str = "", wave: str = "") -> None:
        self._seed = seed
        self._wave = wave
        self._urgent: deque[str] = deque()
        self._heaps: dict[Stratum, list[tuple[str, str]]] = {}
        self._shapes: set[str] = set()
        self._strata: dict[Stratum, Stratum] = {}  # one object for 200,000 addresses that share it
        self._known: Counter[str] = Counter()
        self._taken_shapes: Counter[str] = Counter()
        self._taken_strata: Counter[Stratum] = Counter()
        self._taken_languages: Counter[str] = Counter()

    def stratum(self, url: str) -> Stratum:
        """The stratum of a canonical address; beyond 2,000 shapes, new ones count as one."""
        found = shape(url)
        if found not in self._shapes:
            if len(self._shapes) >= _MAX_SHAPES:
                found = OTHER
            self._shapes.add(found)
        stratum = Stratum(found, language_of(url))
        return self._strata.setdefault(stratum, stratum)

    def push(self, url: str, stratum: Stratum) -> None:
        """Let an address wait for its turn."""
        self._known[stratum.shape] += 1
        heapq.heappush(self._heaps.setdefault(stratum, []), (self._rank(url), url))

    def urge(self, url: str) -> None:
        """Put an address before all that are not urgent, in the order of calls; it may be waiting already."""
        self._urgent.append(url)

    def pop(self) -> str:
        """Take the next address, or "" when none waits. One that was also urged comes twice: the caller knows fates."""
        if self._urgent:
            return self._urgent.popleft()
        stratum = min(self._heaps, key=self._turn, default=None)
        if stratum is None:
            return ""
        heap = self._heaps[stratum]
        url = heapq.heappop(heap)[1]
        if not heap:
            del self._heaps[stratum]
        return url

    def took(self, stratum: Stratum) -> None:
        """Note that an address of the stratum is being tried, so that the others come before it.

        What was tried counts, not what succeeded: a template of dead links would otherwise always be next.
        """
        self._taken_shapes[stratum.shape] += 1
        self._taken_strata[stratum] += 1
        self._taken_languages[stratum.language] += 1

    def _turn(self, stratum: Stratum) -> tuple[int, int, int, int, str, str]:
        return (
            self._taken_shapes[stratum.shape],
            self._taken_strata[stratum],
            self._taken_languages[stratum.language],
            -self._known[stratum.shape],
            stratum.shape,
            stratum.language,
        )

    def _rank(self, url: str) -> str:
        key = neutral(url) or identity(url)
        fresh = int(_digest(key)[:4], 16) % 10 < _FRESH_OF_TEN
        return _digest(f"{self._seed}\n{self._wave if fresh else ''}\n{key}")


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:16]
