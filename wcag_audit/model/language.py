"""The three languages every text for people exists in."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Literal, get_args

Lang = Literal["kk", "ru", "en"]
LANGS: tuple[Lang, ...] = get_args(Lang)


@dataclass(frozen=True, slots=True)
class Text:
    """One text in Kazakh, Russian and English; none may be empty."""

    kk: str
    ru: str
    en: str

    def __post_init__(self) -> None:
        """Refuse a text that is missing in a language.

        Raises:
            ValueError: a language is empty.
        """
        empty = [lang for lang in LANGS if not self[lang].strip()]
        if empty:
            raise ValueError(f"The text {self.en or self.ru or self.kk!r} has no {', '.join(empty)}.")

    def __getitem__(self, lang: Lang) -> str:
        """The text in that language."""
        return str(getattr(self, lang))

    @classmethod
    def of(cls, table: Mapping[str, str]) -> Text:
        """Build from a table with the keys kk, ru and en.

        Raises:
            ValueError: a language is missing or empty.
        """
        return cls(kk=table.get("kk", ""), ru=table.get("ru", ""), en=table.get("en", ""))
