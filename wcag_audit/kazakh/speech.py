"""Speech readiness: how many of a page's Kazakh words a Kazakh voice can say, and is told to say (docs/speech.md)."""

from __future__ import annotations

import re
from collections import Counter
from functools import lru_cache
from typing import TYPE_CHECKING, Final

from wcag_audit.kazakh.alphabet import is_speakable
from wcag_audit.kazakh.detect import detect
from wcag_audit.kazakh.legacy import code_page, repair_legacy, suspects
from wcag_audit.kazakh.letters import is_cyrillic
from wcag_audit.kazakh.mojibake import garbled_runs, repair_garbled
from wcag_audit.kazakh.spacing import has_letter_runs, letter_runs, without_runs
from wcag_audit.model.speech import SpeechReadiness
from wcag_audit.standards.languages import is_valid_tag, primary

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator, Mapping

    from wcag_audit.kazakh.legacy import CodePage
    from wcag_audit.model.speech import SpokenText

_DETECT_LIMIT: Final = 8_000
_TELLING: Final = 1_000
"""Characters of a block that are enough to tell its language."""
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
_SHORT_FORM: Final = re.compile(rf"[{_CAPITALS}]{{2}}|т\.|тг")
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
_WORTH_COUNTING: Final = re.compile(rf"[№₸%]|\d[,.]|[IVXLCІХ]{{2}}|{_SHORT_FORM.pattern}")


def speech_readiness(texts: Iterable[SpokenText]) -> SpeechReadiness:
    """How far the Kazakh of a page is ready to be read aloud; all zero where there is no Kazakh.

    Args:
        texts: of one page, in reading order; pieces of one block are joined before they are judged.
    """
    blocks = _blocks(texts)
    page, whole = _page(blocks)
    marks: dict[str, bool] = {}
    words = well_formed = marked = ready = 0
    advice: Counter[str] = Counter()
    for lang, text in blocks:
        counts = advice_for(_as_meant(text, page))
        if (text.isascii() and not counts) or not is_kazakh(text, whole, page):
            continue
        good, bad = _judged(text)
        words += good + bad
        well_formed += good
        if marks.setdefault(lang, is_kazakh_tag(lang)):
            marked += good + bad
            ready += good
        advice.update(counts)
    return SpeechReadiness(words, well_formed, marked, ready, dict(advice))


def kazakh_texts(texts: Iterable[SpokenText]) -> list[str]:
    """The Kazakh blocks of a page in reading order, as they stand, white space folded."""
    blocks = _blocks(texts)
    page, whole = _page(blocks)
    kazakh = (text for _, text in blocks if not text.isascii() and is_kazakh(text, whole, page))
    return [" ".join(text.split()) for text in kazakh]


def speech_advice(texts: Iterable[SpokenText]) -> Mapping[str, int] | None:
    """What a voice reads badly in the Kazakh of a page, by kind; None for a page without such things or Kazakh.

    Quicker than `speech_readiness`, for only texts with something to count are asked for their language.
    """
    blocks = _blocks(texts)
    worth = [(text, counts) for _, text in blocks if (counts := advice_for(text))]
    page, whole = _page(blocks)
    advice: Counter[str] = Counter()
    for text, counts in worth:
        if is_kazakh(text, whole, page):
            advice.update(counts)
    return advice if advice or whole == "kk" else None


def is_kazakh(text: str, page_language: str = "unsure", page: CodePage | None = None) -> bool:
    """True for a text written in Kazakh, damaged or not; one that does not tell follows the page's language."""
    found = _language(_as_meant(text[:_TELLING], page))
    return found == "kk" or (found == "unsure" and page_language == "kk")


def is_kazakh_tag(tag: str) -> bool:
    """True for a language tag that makes software take a Kazakh voice: kk, kk-KZ, kk-Cyrl; not kz or kk_KZ."""
    return primary(tag) == "kk" and is_valid_tag(tag)


def advice_for(text: str) -> Mapping[str, int]:
    """How often a Kazakh text has something that a voice reads badly, by kind; no kind that does not occur."""
    if not _WORTH_COUNTING.search(text):
        return {}
    counts = {kind: len(pattern.findall(text)) for kind, pattern in _ADVICE.items()}
    counts["abbreviation"] = sum(1 for _ in abbreviations(text))
    return {kind: count for kind, count in counts.items() if count}


def abbreviations(text: str) -> Iterator[str]:
    """Abbreviations in Cyrillic capitals, "т.б." and "тг", in order; nothing in a text that is all in capitals."""
    if not _SHORT_FORM.search(text) or not _HAS_SMALL.search(text):
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


def _page(blocks: list[tuple[str, str]]) -> tuple[CodePage | None, str]:
    """The code page of a legacy font, if the page has one, and the page's language."""
    joined = "\n".join(text for _, text in blocks)
    page = code_page(suspects(joined))
    return page, _language(_as_meant(joined[:_DETECT_LIMIT], page))


@lru_cache(maxsize=4096)
def _language(text: str) -> str:
    return detect(text).language


def _as_meant(text: str, page: CodePage | None) -> str:
    fixed = without_runs(repair_garbled(text))
    return repair_legacy(fixed, page) if page is not None else fixed


def _judged(text: str) -> tuple[int, int]:
    """Well-formed words and others."""
    bad = 0
    if has_letter_runs(text):
        bad = sum(run.verdict != "no-word" for run in letter_runs(text))
        text = without_runs(text, lambda _: " ")
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
