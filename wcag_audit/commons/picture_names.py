"""Names of pictures that say nothing of what is in the picture."""

from __future__ import annotations

from typing import Final

from wcag_audit.commons.wording import tokens

PLACEHOLDERS: Final = frozenset(
    tokens(phrase)
    for phrase in (
        "сурет", "суреті", "суреттер", "фотосурет", "фото", "фотография", "фотографии", "изображение", "изображения",
        "картинка", "картинки", "рисунок", "атаусыз", "атауы жоқ", "сурет жоқ", "сипаттамасы жоқ", "балама мәтін",
        "без названия", "без имени", "без подписи", "нет фото", "нет описания", "описание", "описание изображения",
        "альтернативный текст", "превью", "миниатюра", "image", "images", "img", "picture", "pictures", "pic", "photo",
        "photos", "photograph", "photography", "untitled", "no name", "no title", "no image", "no photo", "noimage",
        "nophoto", "alt", "alt text", "alternative text", "image description", "thumbnail", "thumb", "preview",
        "placeholder", "null", "undefined",
    )
)  # fmt: skip
"""What says nothing of any picture."""
ABSENT: Final = frozenset(
    tokens(phrase)
    for phrase in (
        "сурет жоқ", "сипаттамасы жоқ", "нет фото", "нет описания", "no image", "no photo", "noimage", "nophoto",
        "placeholder", "preview", "превью",
    )
)  # fmt: skip
"""Of these, what a picture may say truly that stands for one that is missing or yet to come."""
KINDS: Final = frozenset(
    tokens(phrase)
    for phrase in (
        "баннер", "логотип", "лого", "логотипі", "эмблема", "белгіше", "таңбаша", "слайд", "диаграмма", "график",
        "сызба", "иконка", "значок", "пиктограмма", "схема", "инфографика", "постер", "афиша", "обложка", "мұқаба",
        "banner", "logo", "emblem", "icon", "slide", "slider", "chart", "graph", "diagram", "graphic", "infographic",
        "poster", "cover", "avatar",
    )
)  # fmt: skip
"""What says of which kind a picture is; beside a text that may be enough."""


def without_numbers(name: str) -> tuple[str, ...]:
    """Words of a name; a number before, after or at the end of one ("фото 3", "image2") makes no difference."""
    return tuple(bare for word in tokens(name) if (bare := word.strip("0123456789№")))
