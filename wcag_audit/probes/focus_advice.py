"""Reads from a page which unusual key is said to lead out of a component (WCAG 2.1.2, second sentence)."""

from __future__ import annotations

import re

_EXIT = re.compile(
    r"\b(?:exit|leave|escape|return|get out|move (?:on|out|away)|next element|proceed|continue"
    r"|выйти|выход\w*|покинуть|вернуться|перейти|дальше|шығу\w*|кету|оралу|өту)\b",
    re.IGNORECASE,
)
_PRESS = re.compile(
    r"\b(?:press|use|hit|type|key\w*|shortcut|нажмите|нажать|нажав|используйте|клавиш\w*|сочетани\w*"
    r"|басыңыз|басып|перне\w*)\b",
    re.IGNORECASE,
)
_COMBINATION = re.compile(r"\b(Ctrl|Control|Alt|Shift|Option|Cmd)\s*[+-]\s*([A-Za-z0-9]|F[0-9]{1,2})\b", re.IGNORECASE)
_FUNCTION = re.compile(r"\b(F(?:[1-9]|1[0-2]))\b")
_LETTER = re.compile(
    r"(?:\b(?:press|hit|type|use|нажмите|клавишу)(?: the)? |[\"'«“])([A-Za-z])"
    r"(?:[\"'»”]|[ -](?:key|to)\b|\b(?! [a-z]))",
    re.IGNORECASE,
)
_KEY = re.compile(r"\b(?:keys?|keyboard|shortcuts?|клавиш\w*|сочетани\w*|перне\w*)\b", re.IGNORECASE)
_MODIFIERS = {"ctrl": "Control", "control": "Control", "alt": "Alt", "shift": "Shift", "option": "Alt", "cmd": "Meta"}
_MOST_KEYS = 4
_LONGEST = 300


def advised_exit(text: str) -> tuple[str, tuple[str, ...]]:
    """The first sentence that seems to say how to get out by key, and the keys in it.

    Args:
        text: what can be read on the page.

    Returns:
        the sentence ("" if there is none) and the keys in the browser's names, such as "Control+m"; no keys if the
        sentence names none that we can press.
    """
    for sentence in re.split(r"[\n.!?]+", text):
        if len(sentence) <= _LONGEST and _EXIT.search(sentence) and _PRESS.search(sentence):
            keys = _keys(sentence)
            if keys or _KEY.search(sentence):
                return " ".join(sentence.split()), keys
    return "", ()


def _keys(sentence: str) -> tuple[str, ...]:
    found = [
        f"{_MODIFIERS[modifier.lower()]}+{key.lower() if len(key) == 1 else key.upper()}"
        for modifier, key in _COMBINATION.findall(sentence)
    ]
    rest = _COMBINATION.sub(" ", sentence)
    found += _FUNCTION.findall(rest)
    found += [letter.lower() for letter in _LETTER.findall(rest) if letter != "a"]  # "press a key" is an article
    return tuple(dict.fromkeys(found))[:_MOST_KEYS]
