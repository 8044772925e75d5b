"""Speech readiness: how many of a page's Kazakh words a Kazakh voice can say, and is told to say (docs/speech.md)."""

from __future__ import annotations

import re
from collections import Counter
from typing import TYPE_CHECKING, Final

from wcag_audit.kazakh.alphabet import is_speakable
from wcag_audit.kazakh.detect import detect
from wcag_audit.kazakh.legacy import code_page, repair_legacy, suspects
from wcag_audit.kazakh.letters import is_cyrillic
from wcag_audit.kazakh.mojibake import garbled_runs, repair_garbled
from wcag_audit.kazakh.spacing import has_letter_runs, letter_runs
from wcag_audit.model.speech import SpeechReadiness
from wcag_audit.standards.languages import is_valid_tag, primary

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from wcag_audit.kazakh.legacy import CodePage
    from wcag_audit.model.speech import SpokenText

_DETECT_LIMIT: Final = 20_000
_SPACE: Final = re.compile(r"[ \t\r\n\f]+")
_INSIDE: Final = "\u00ad\u0300-\u036f\u200b-\u200d\u2060\ufeff"
_WORD: Final = re.compile(
    f"[^\\W\\d_](?:[^\\W\\d_]|[{_INSIDE}]|[\ufffd\ue000-\uf8ff¤µ¦±‡‰¥](?=[^\\W\\d_])"
    "|(?<=[а-яёәғқңөұүһі])\\?(?=[а-яёәғқңөұүһі]))*"
)
_NUMERAL: Final = frozenset("IVXLCDMІХСМ")
_CAPITALS: Final = "А-ЯЁӘҒҚҢӨҰҮҺІ"
_ABBREVIATION: Final = re.compile(
    rf"(?<![\w.-])[{_CAPITALS}]{{1,5}}[{_CAPITALS}](?![\w.])|(?<!\w)т\.\s?б\.|(?<=\d\s)тг\b"
)
_HAS_SMALL: Final = re.compile("[а-яёәғқңөұүһі]{2}")
_ADVICE: Final[Mapping[str, re.Pattern[str]]] = {
    "numero": re.compile("№"),
    "tenge": re.compile("₸"),
    "percent": re.compile("%"),
    "decimal": re.compile(r"(?<![\d,])\d+,\d+(?![\d,])"),
    "date": re.compile(r"(?<![\d.])\d{1,2}\.\d{1,2}\.\d{4}(?![\d.]*\d)"),
    "roman": re.compile(r"(?<!\w)(?=[IVXLCІХ]{2})[IVXLCІХ]{2,8}(?!\w)"),
}
"""What espeak-ng's Kazakh voice leaves out or reads in English or digit by digit."""


def speech_readiness(texts: Iterable[SpokenText]) -> SpeechReadiness:
    """How far the Kazakh of a page is ready to be read aloud; all zero where there is no Kazakh.

    Args:
        texts: of one page, in reading order; pieces of one block are joined before they are judged.
    """
    blocks = _blocks(texts)
    page = code_page(word for _, text in blocks for word in suspects(text))
    whole = detect(_as_meant(" ".join(text for _, text in blocks)[:_DETECT_LIMIT], page)).language
    marks: dict[str, bool] = {}
    words = well_formed = marked = ready = 0
    advice: Counter[str] = Counter()
    for lang, text in blocks:
        if text.isascii() or not is_kazakh(text, whole, page):
            continue
        good, bad = _judged(text)
        words += good + bad
        well_formed += good
        if marks.setdefault(lang, is_kazakh_tag(lang)):
            marked += good + bad
            ready += good
        advice.update(advice_for(_as_meant(text, page)))
    return SpeechReadiness(words, well_formed, marked, ready, dict(advice))


def is_kazakh(text: str, page_language: str = "unsure", page: CodePage | None = None) -> bool:
    """True for a text written in Kazakh, damaged or not; one that does not tell follows the page's language."""
    found = detect(_as_meant(text, page)).language
    return found == "kk" or (found == "unsure" and page_language == "kk")


def is_kazakh_tag(tag: str) -> bool:
    """True for a language tag that makes software take a Kazakh voice: kk, kk-KZ, kk-Cyrl; not kz or kk_KZ."""
    return primary(tag) == "kk" and is_valid_tag(tag)


def advice_for(text: str) -> Mapping[str, int]:
    """How often a Kazakh text has something that a voice reads badly, by kind; no kind that does not occur."""
    counts = {kind: len(pattern.findall(text)) for kind, pattern in _ADVICE.items()}
    counts["abbreviation"] = sum(1 for _ in abbreviations(text))
    return {kind: count for kind, count in counts.items() if count}


def abbreviations(text: str) -> Iterator[str]:
    """Abbreviations in Cyrillic capitals, "т.б." and "тг", in order; nothing in a text that is all in capitals."""
    if not _HAS_SMALL.search(text):
        return
    for match in _ABBREVIATION.finditer(text):
        if not _NUMERAL.issuperset(match.group()):
            yield match.group()


def unsayable(text: str) -> Iterator[str]:
    """The words of a Kazakh text that its voice cannot say as they stand, brands and numerals included."""
    for word in _WORD.findall(text):
        if not is_speakable(word):
            yield word


def _blocks(texts: Iterable[SpokenText]) -> list[tuple[str, str]]:
    joined: dict[tuple[int, str], list[str]] = {}
    for piece in texts:
        joined.setdefault((piece.block, piece.lang), []).append(piece.text)
    return [(lang, "".join(pieces)) for (_, lang), pieces in joined.items()]


def _as_meant(text: str, page: CodePage | None) -> str:
    fixed = repair_garbled(text)
    return repair_legacy(fixed, page) if page is not None else fixed


def _judged(text: str) -> tuple[int, int]:
    """Well-formed words and others."""
    bad = 0
    if has_letter_runs(text):
        for run in letter_runs(text):
            if run.verdict != "no-word":
                bad += 1
                text = text.replace(run.text, " ", 1)
    if any(garbled_runs(text)):
        clean: list[str] = []
        for token in _SPACE.split(text):
            fixed = repair_garbled(token)
            if fixed != token:
                bad += len([word for word in _WORD.findall(fixed) if is_cyrillic(word[0])])
            else:
                clean.append(token)
        text = " ".join(clean)
    words = [word for word in _WORD.findall(text) if any(map(is_cyrillic, word)) and not _NUMERAL.issuperset(word)]
    good = sum(map(is_speakable, words))
    return good, bad + len(words) - good
