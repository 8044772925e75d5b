"""What of a page a voice reads, and how far its Kazakh is ready for one."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class SpokenText:
    """A piece of text that assistive technology meets: one text node, or one attribute such as alt.

    Attributes:
        text: as it stands.
        lang: the nearest language tag as written; "" if none.
        owner: index in `Dom.nodes` of the element whose own text it is.
        block: index of the block it stands in; pieces of one block are read without a break.
    """

    text: str
    lang: str
    owner: int
    block: int


@dataclass(frozen=True, slots=True)
class SpeechReadiness:
    """How far a page's Kazakh can be read aloud by a Kazakh voice (decree 1143, item 35); never one number alone.

    Attributes:
        words: Kazakh words.
        well_formed: those whose letters are all Kazakh.
        marked: those whose nearest language tag is valid and Kazakh.
        ready: those that are both.
        advice: how often something stands in the Kazakh text that a voice reads badly, by kind: "numero", "tenge",
            "percent", "decimal", "date", "roman", "abbreviation"; kinds that do not occur are left out.
    """

    words: int
    well_formed: int
    marked: int
    ready: int
    advice: Mapping[str, int] = field(default_factory=dict)
