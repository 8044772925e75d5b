"""Instructions that point by shape, colour or place, in three languages (WCAG 1.3.3)."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from wcag_audit.commons.wording import tokens

if TYPE_CHECKING:
    from collections.abc import Iterator

_MOST: Final = 5_000
"""Characters of a block that are read."""
_SHOWN: Final = 160
_SENTENCE: Final = re.compile(r"(?<=[.!?…])\s+")
_NAMED: Final = re.compile(
    r"[«»“”„\"‘’‹›]|\b(?:labell?ed|called|named|titled|entitled|headed|heading|marked"
    r"|с надписью|с названием|под названием|заголов\w*|аталатын|аталған|деп|атауы|жазуы)\b",
    re.IGNORECASE,
)
_ASKS: Final = frozenset(
    {
        "click", "press", "find", "look", "see", "select", "choose", "use", "push", "tap", "check", "go", "open",
        "нажмите", "нажать", "кликните", "щелкните", "найдите", "смотрите", "выберите", "используйте",
        "воспользуйтесь", "перейдите", "откройте",
        "басыңыз", "қараңыз", "табыңыз", "таңдаңыз", "пайдаланыңыз", "шертіңіз", "ашыңыз", "өтіңіз",
    }
)  # fmt: skip
_NOT_ANY: Final = r"(?<!\ba )(?<!\bany )(?<!\bsome )(?<!\banother )"
"""Before the look of a thing: "a round button" is no button of the page."""
_FORMS: Final = (
    "round|square|circular|triangular|triangle|rectangular|oval",
    "кругл|квадратн|треугольн|прямоугольн|овальн",
    "дөңгелек|шаршы|төртбұрышты|үшбұрышты|сопақ",
)
_COLOURS: Final = (
    "green|red|blue|yellow|orange|purple|pink|grey|gray",
    "красн|зелен|син|желт|оранжев|голуб|фиолетов|розов|сер(?=ы|о|у)",
    "қызыл|жасыл|көк|сары|күлгін|сұр",
)
_COLOURED: Final = frozenset({"button", "link", "field"})
"""Things that a colour tells; "the green list" and "the red form" are names."""
_THINGS: Final = {
    "button": ("buttons?", "кнопк", "батырма|түйме"),
    "link": ("links?", "ссылк", "сілтеме"),
    "navigation": ("menus?|navigation", "меню|навигаци", "мәзір|навигация"),
    "form": ("forms?", "форм", "нысан"),
    "field": ("fields?|box(?:es)?", "пол[еяю]", "өріс"),
    "list": ("lists?", "спис", "тізім"),
}
_SHAPES: Final = {
    "star": ("★☆⭐✦✩✪✭✯", "star", "звезд", "жұлдыз"),
    "circle": ("●○◯⚫⚪⬤", "circle", "круг", "шеңбер"),
    "square": ("■□◻◼⬛⬜▪", "square", "квадрат", "шаршы"),
    "triangle": ("▲△▶▷▼▽◀", "triangle", "треугольник", "үшбұрыш"),
    "diamond": ("◆◇♦", "diamond", "ромб", "ромб"),
}


@dataclass(frozen=True, slots=True)
class Reference:
    """An instruction that points by what can only be seen.

    Attributes:
        by: "look" (shape or colour of a thing), "place" (left or right), "shape" (a shape that stands for a place).
        thing: "button", "link", "navigation", "form", "field", "list"; "" for a shape.
        stem: beginning of the word that points, case folded; a name with it would help.
        signs: characters that draw the shape; "" for others.
        sentence: the instruction, at most 160 characters.
    """

    by: str
    thing: str
    stem: str
    sentence: str
    signs: str = ""


def references(text: str) -> Iterator[Reference]:
    """The sentences of a text that ask to do something with a thing that they tell only by how or where it is seen.

    Not those that name it as well: in quotation marks, by what it is called, by a heading.
    """
    for sentence in _SENTENCE.split(text[:_MOST]):
        words = tokens(sentence)
        if _NAMED.search(sentence) or not _ASKS.intersection(words):
            continue
        found = _reference(" ".join(words))
        if found:
            by, thing, stem, signs = found
            yield Reference(by, thing, stem, sentence[:_SHOWN], signs)


def _reference(words: str) -> tuple[str, str, str, str] | None:
    for thing, nouns in _THINGS.items():
        for forms, colours, noun in zip(_FORMS, _COLOURS, nouns, strict=True):
            looks = f"{forms}|{colours}" if thing in _COLOURED else forms
            look = re.search(rf"{_NOT_ANY}\b({looks})\w{{0,4}} (?:{noun})", words)
            if look:
                return "look", thing, look[1], ""
        place = _place(words, nouns)
        if place:
            return "place", thing, place, ""
    for signs, *names in _SHAPES.values():
        english, russian, kazakh = names
        shape = re.search(
            rf"\b(?:under|underneath|below|beneath|beside|behind|inside) the ({english})\b"
            rf"|\b(?:под|за|возле|рядом с|внутри) ({russian})\w*|\b({kazakh})\w* (?:астын|жанын|ішін)",
            words,
        )
        if shape:
            return "shape", "", next(part for part in shape.groups() if part), signs
    return None


def _place(words: str, nouns: tuple[str, str, str]) -> str:
    """The word for left or right with which a thing is told; "" if it is not."""
    english, russian, kazakh = nouns
    found = re.search(
        rf"\b(?:{english}) (?:on|at|to|in) the (left|right)\b|\b(left|right) (?:hand )?(?:{english})\b"
        rf"|\b(?:{russian})\w* (справа|слева)\b|\b(оң|сол) жақтағы (?:{kazakh})",
        words,
    )
    return next((part for part in found.groups() if part), "") if found else ""
