"""Which language a text is written in: Kazakh, Russian, English, something else, or not to be told.

Every word votes by its letter sequences (a learned table, see `ngrams`) and by being a function word. Guards keep
kindred languages (Kyrgyz, Tatar, Uzbek, Ukrainian, Bulgarian, Dutch, ...) from being taken for one of the three.
How well that goes is measured in docs/languages.md.
"""

from __future__ import annotations

import re
import tomllib
from collections import Counter
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import TYPE_CHECKING, Final, Literal

from wcag_audit.kazakh.letters import KAZAKH_ONLY, WORD, is_cyrillic, is_latin
from wcag_audit.kazakh.mixed import repair
from wcag_audit.kazakh.ngrams import evidence

if TYPE_CHECKING:
    from collections.abc import Mapping

Written = Literal["kk", "ru", "en", "other", "unsure"]
KNOWN: Final = ("kk", "ru", "en")

FEW: Final = 4
"""Words below which a detection is a guess: names and international words look alike in every language."""
SHORT: Final = 9
"""Words from which a detection with a wide margin may be the ground of a failure."""
CLEAR: Final = 0.6
"""Margin from which a language leads beyond doubt."""
MIN_SHARE: Final = 0.55
"""A language with fewer of the votes than this does not name the text."""
_TELLING: Final = 3.0
"""Bits of evidence from which a word votes; words with less follow the others."""
_MOST_BITS: Final = 30.0
"""Bits that one word may bring in, so that one long name does not outvote a sentence."""
_PROOF_BITS: Final = 12.0
"""Bits that a function word brings, or a letter that the other language has not."""
_LEAD: Final = 1.0
"""Bits a word by which one language has to lead over all words together."""
_PLAIN: Final = 6.0
"""Bits a word by which a text leans plainly to one language."""
_OTHER_CYRILLIC: Final = frozenset("ўҳҗҷҙҫҡҥӯӣђћљњџѓќјѕїєґ")
"""Letters that neither Kazakh nor Russian has: Uzbek, Tatar, Tajik, Bashkir, Serbian, Macedonian, Ukrainian, and
Kazakh text in a broken legacy encoding, which is no readable Kazakh either."""
_KAZAKH_PROOF: Final = frozenset("әғқңөұү")
_TURKIC: Final = re.compile("[өүә]|уу|оо|ээ")
"""In words of a short text without і, қ, ғ and ұ: a mark of Kyrgyz or Tatar."""
_HARD: Final = re.compile("ъ(?![еёюя])")
"""Bulgarian has the hard sign as a vowel; Russian has it only before these letters."""
_STRANGE: Final = 8
"""One function word of a kindred language in so many words names the text."""
_RUSSIAN_PROOF: Final = frozenset("ыэ")
_LATIN_MARKS: Final = frozenset(
    "àâäãåáæçéèêëíìîïñóòôöõøúùûüýßğışəąćęłńśźżčďěňřšťůžőűāēģīķļņūăâșțđṭạảấầẩẫậắằẳẵặẹẻẽếềểễệỉịọỏốồổỗộớờởỡợụủứừửữựỳỵỷỹ"
)
_KAZAKH_LATIN: Final = re.compile("[äğıñöşūüáǵńóúý]|q(?!u)")
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
        latin_kazakh: True if a text in "other" or no language looks like Kazakh in Latin letters (kk-Latn, alphabets
            of 2018 and 2021). Turkic languages in Latin letters look alike: ground for a review, for nothing more.
    """

    language: Written
    margin: float
    words: int
    shares: Mapping[str, float]
    latin_kazakh: bool = False


@dataclass(frozen=True, slots=True)
class _Profiles:
    words: Mapping[str, frozenset[str]]
    endings: tuple[str, ...]


@cache
def _profiles() -> _Profiles:
    tables = tomllib.loads(files(__package__).joinpath("profiles.toml").read_text(encoding="utf-8"))
    words = {name: frozenset(table["words"].split()) for name, table in tables.items()}
    return _Profiles(words | {"sure": frozenset(tables["en"]["sure"].split())}, tuple(tables["en"]["endings"].split()))


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
    latin_kazakh = _is_latin_kazakh(latin, total)
    votes = _cyrillic_votes(cyrillic) + (Counter({"other": latin.total()}) if latin_kazakh else _latin_votes(latin))
    votes["other"] += total - cyrillic.total() - latin.total()
    shares = {language: votes[language] / total for language in (*KNOWN, "other")}
    best, second = sorted(shares, key=lambda language: -shares[language])[:2]
    if shares[best] < MIN_SHARE:
        return Detection("unsure", 0.0, total, shares, latin_kazakh)
    language: Written = "other" if best == "other" else KNOWN[KNOWN.index(best)]
    return Detection(language, shares[best] - shares[second], total, shares, latin_kazakh)


def leans(words: list[str], language: str) -> bool:
    """True if words plainly speak for Kazakh or Russian rather than for the other of them; quicker than `detect`.

    Args:
        words: of a text, all letters of any script.
        language: "kk" or "ru"; others give False.
    """
    sign = {"kk": 1, "ru": -1}.get(language, 0)
    return sum(_bits(word.casefold()) for word in words if is_cyrillic(word[0])) * sign > _PLAIN * len(words)


def _cyrillic_votes(counts: Counter[str]) -> Counter[str]:
    """Votes of the Cyrillic words; words that tell little follow the language that leads over all words together."""
    total = counts.total()
    if not total:
        return Counter()
    if sum(count for word, count in counts.items() if set(word) & _OTHER_CYRILLIC) * 20 >= total:
        return Counter({"other": total})
    bits = {word: _bits(word) for word in counts}
    lead = sum(bits[word] * count for word, count in counts.items()) / total
    votes: Counter[str] = Counter()
    for word, count in counts.items():
        if total >= FEW and abs(bits[word]) >= _TELLING:
            votes["kk" if bits[word] > 0 else "ru"] += count
        elif abs(lead) >= _LEAD:
            votes["kk" if lead > 0 else "ru"] += count
    return Counter({"other": total}) if _kindred(counts, votes) else votes


@lru_cache(maxsize=20_000)
def _bits(word: str) -> float:
    """Evidence of a Cyrillic word: above zero for Kazakh, below for Russian."""
    known = _profiles().words
    found = evidence(word)
    if word in known["kk"] or set(word) & KAZAKH_ONLY:
        found = max(found, 0.0) + _PROOF_BITS
    elif word in known["ru"]:
        found = min(found, 0.0) - _PROOF_BITS
    return max(-_MOST_BITS, min(found, _MOST_BITS))


def _kindred(counts: Counter[str], votes: Counter[str]) -> bool:
    """True for text in a language that shares letters with Kazakh or Russian but lacks others, or has other words."""
    total = counts.total()
    if total < FEW:
        return False
    strange = sum(count for word, count in counts.items() if word in _profiles().words["other"] or _HARD.search(word))
    if strange >= 2 and strange * _STRANGE >= total:  # noqa: PLR2004 - one is chance
        return True
    letters = set().union(*counts)
    if votes["ru"] > votes["kk"]:
        ukrainian = not letters & _KAZAKH_PROOF and sum("і" in word for word in counts) > 1
        return ukrainian or (bool(strange) and total >= SHORT and not letters & _RUSSIAN_PROOF)
    if _can_be_kazakh(letters):
        return False
    return total >= SHORT or bool(strange) or sum(bool(_TURKIC.search(word)) for word in counts) > 1


def _can_be_kazakh(letters: set[str]) -> bool:
    """True for the letters of a Kazakh text: Kyrgyz and Tatar lack і, қ, ғ and ұ, Uzbek lacks ы, Ukrainian both."""
    if "і" in letters and letters & (_KAZAKH_PROOF | {"ы"}):
        return True
    return "ұ" in letters or bool(letters & set("қғ") and letters & set("ңөүы"))


def _latin_votes(counts: Counter[str]) -> Counter[str]:
    """Votes of the Latin words: English as a whole, another language as a whole, or silence for a few words."""
    total = counts.total()
    if not total:
        return Counter()
    known = _profiles()
    marked = sum(count for word, count in counts.items() if set(word) & _LATIN_MARKS)
    if marked * 12 > total:
        return Counter({"other": total})
    surely = [word for word in counts if word in known.words["sure"]]
    telling = sum(count for word, count in counts.items() if word in known.words["en"] or _ends_english(word))
    enough = len(surely) >= min(_SURE_WORDS, max(1, total // 10))
    return Counter({"en": total}) if enough and telling >= _TELLING_SHARE * total else Counter()


def _ends_english(word: str) -> bool:
    return word[2:].endswith(_profiles().endings)  # at least two letters stand before the ending


def _is_latin_kazakh(counts: Counter[str], words: int) -> bool:
    """True for text mostly of Latin words with Kazakh letters and sequences, without Uzbek and Turkish words."""
    total = counts.total()
    if not total or total * 2 < words or any(word in _profiles().words["other"] for word in counts):
        return False
    marked = sum(count for word, count in counts.items() if _KAZAKH_LATIN.search(word))
    lead = sum(evidence(word) * count for word, count in counts.items())
    return marked * 4 >= total and lead < -_LEAD * total
