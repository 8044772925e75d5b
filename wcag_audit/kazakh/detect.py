"""Which language a text is written in: Kazakh, Russian, English, something else, or not to be told.

Every word votes by its letters, by being a function word, or by its ending; guards keep kindred languages (Kyrgyz,
Tatar, Uzbek, Ukrainian, Bulgarian, Dutch, Kazakh in Latin letters, ...) from being taken for one of the three.
"""

from __future__ import annotations

import tomllib
from collections import Counter
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Final, Literal

from wcag_audit.kazakh.letters import KAZAKH_ONLY, WORD, is_cyrillic, is_latin
from wcag_audit.kazakh.mixed import repair

if TYPE_CHECKING:
    from collections.abc import Mapping

Written = Literal["kk", "ru", "en", "other", "unsure"]
KNOWN: Final = ("kk", "ru", "en")

SHORT: Final = 9
"""Words below which a detection is a guess: names and international words look alike in every language."""
MIN_SHARE: Final = 0.55
"""A language with fewer of the votes than this does not name the text."""
_OTHER_CYRILLIC: Final = frozenset("ўҳҗҷҙҫҡӯӣђћљњџѓќјѕїєґ")
"""Letters that neither Kazakh nor Russian has: Uzbek, Tatar, Tajik, Bashkir, Serbian, Macedonian, Ukrainian, and
Kazakh text in a broken legacy encoding, which is no readable Kazakh either."""
_KAZAKH_PROOF: Final = frozenset("әғқңөұү")
_KYRGYZ_LACKS: Final = frozenset("іқғұә")
_RUSSIAN_PROOF: Final = frozenset("ыэ")
_LATIN_MARKS: Final = frozenset(
    "àâäãåáæçéèêëíìîïñóòôöõøúùûüýßğışəąćęłńśźżčďěňřšťůžőűāēģīķļņūăâșțđṭạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ"
)
_FEW: Final = 4
_SURE_WORDS: Final = 3
"""Different words found only in English that an English text has at least, if it is not very short."""
_TELLING_SHARE: Final = 0.2
"""Share of English function words and endings in an English text, menus included."""


@dataclass(frozen=True, slots=True)
class Detection:
    """What a text is written in.

    Attributes:
        language: "unsure" if no language has a clear lead.
        margin: lead of the language over the next one, as a share of all words, 0..1; 0 if unsure.
        words: number of words that were counted.
        shares: share of the words that vote for each of kk, ru, en, other; they sum up to at most 1.
    """

    language: Written
    margin: float
    words: int
    shares: Mapping[str, float]


@dataclass(frozen=True, slots=True)
class _Profile:
    words: frozenset[str]
    endings: frozenset[str]


@cache
def _profiles() -> tuple[Mapping[str, _Profile], frozenset[str]]:
    tables = tomllib.loads(files(__package__).joinpath("profiles.toml").read_text(encoding="utf-8"))
    profiles = {
        language: _Profile(frozenset(table["words"].split()), frozenset(table["endings"].split()))
        for language, table in tables.items()
    }
    return profiles, frozenset(tables["en"]["sure"].split())


def detect(text: str) -> Detection:
    """The language of a text; words with foreign look-alike letters are repaired before they are counted.

    Args:
        text: of any length; take texts that are marked as another language out first.
    """
    counts = Counter(word.casefold() for word in WORD.findall(repair(text)))
    total = sum(counts.values())
    if not total:
        return Detection("unsure", 0.0, 0, {})
    cyrillic = Counter({word: count for word, count in counts.items() if is_cyrillic(word[0])})
    latin = Counter({word: count for word, count in counts.items() if is_latin(word[0])})
    votes = _cyrillic_votes(cyrillic) + _latin_votes(latin)
    votes["other"] += total - cyrillic.total() - latin.total()
    shares = {language: votes[language] / total for language in (*KNOWN, "other")}
    best, second = sorted(shares, key=lambda language: -shares[language])[:2]
    if shares[best] < MIN_SHARE:
        return Detection("unsure", 0.0, total, shares)
    language: Written = "other" if best == "other" else KNOWN[KNOWN.index(best)]
    return Detection(language, shares[best] - shares[second], total, shares)


def _cyrillic_votes(counts: Counter[str]) -> Counter[str]:
    """Votes of the Cyrillic words; words without a sign follow the others, or stay silent if there are none."""
    total = counts.total()
    votes: Counter[str] = Counter()
    for word, count in counts.items():
        votes[_cyrillic_vote(word)] += count
    silent = votes.pop("", 0)
    known = votes.total()
    if not known:
        return Counter()
    if votes["other"] * 20 >= total or _kindred(counts, votes):
        return Counter({"other": total})
    if votes["ru"] >= 2 * SHORT and not any(set(word) & _RUSSIAN_PROOF for word in counts):
        return Counter()  # Bulgarian and Macedonian have neither letter; a Russian list of nouns may lack them too
    # Words without a sign are shared out as the telling ones are; few telling words tell little
    factor = 1 + silent / known if known * 4 >= total else 1
    return Counter({language: round(count * factor) for language, count in votes.items()})


@cache
def _endings(language: str) -> Mapping[int, frozenset[str]]:
    endings = _profiles()[0][language].endings
    return {length: frozenset(end for end in endings if len(end) == length) for length in range(2, 6)}


def _ends(word: str, language: str) -> bool:
    return any(len(word) >= length + 2 and word[-length:] in endings for length, endings in _endings(language).items())


@lru_cache(maxsize=20_000)
def _cyrillic_vote(word: str) -> str:
    profiles, _ = _profiles()
    letters = set(word)
    if letters & _OTHER_CYRILLIC:
        return "other"
    if letters & KAZAKH_ONLY or word in profiles["kk"].words:
        return "kk"
    if word in profiles["ru"].words:
        return "ru"
    kazakh, russian = _ends(word, "kk"), _ends(word, "ru")
    if kazakh != russian:
        return "kk" if kazakh else "ru"
    return "ru" if letters & set("щъё") else ""


def _kindred(counts: Counter[str], votes: Counter[str]) -> bool:
    """True for text with Kazakh letters that lacks others without which Kazakh cannot be written."""
    letters = set().union(*counts)
    if votes["kk"] <= votes["ru"] or not letters & KAZAKH_ONLY:
        return False
    if votes["kk"] >= SHORT and not ("і" in letters and letters & _KAZAKH_PROOF):
        return True
    return votes["kk"] >= _FEW and not letters & _KYRGYZ_LACKS


def _latin_votes(counts: Counter[str]) -> Counter[str]:
    """Votes of the Latin words: English as a whole, another language as a whole, or silence for a few words."""
    total = counts.total()
    if not total:
        return Counter()
    profiles, sure = _profiles()
    profile = profiles["en"]
    marked = sum(count for word, count in counts.items() if set(word) & _LATIN_MARKS)
    surely = [word for word in counts if word in sure]
    telling = sum(count for word, count in counts.items() if word in profile.words or _ends(word, "en"))
    if marked * 12 > total:
        return Counter({"other": total})
    enough = len(surely) >= min(_SURE_WORDS, max(1, total // 10))
    return Counter({"en": total}) if enough and telling >= _TELLING_SHARE * total else Counter()
