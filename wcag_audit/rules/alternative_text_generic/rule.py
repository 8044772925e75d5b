"""The alternative text of an image says more than that there is an image (WCAG 1.1.1, failure F30)."""

from __future__ import annotations

from typing import TYPE_CHECKING, Final

from wcag_audit.commons.names import is_named_by_author
from wcag_audit.commons.wording import tokens
from wcag_audit.model.dom import Dom
from wcag_audit.rules.api import Impact, Rule, cant_tell, failed, passed

if TYPE_CHECKING:
    from collections.abc import Iterator

    from wcag_audit.model.dom import Node
    from wcag_audit.model.snapshot import PageSnapshot
    from wcag_audit.rules.api import Judgement

_PICTURES: Final = frozenset({"image", "img"})
_PLACEHOLDERS: Final = frozenset(
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
_KINDS: Final = frozenset(
    tokens(phrase)
    for phrase in (
        "баннер", "логотип", "лого", "логотипі", "эмблема", "белгіше", "таңбаша", "слайд", "диаграмма", "график",
        "сызба", "иконка", "значок", "пиктограмма", "схема", "инфографика", "постер", "афиша", "обложка", "мұқаба",
        "banner", "logo", "emblem", "icon", "slide", "slider", "chart", "graph", "diagram", "graphic", "infographic",
        "poster", "cover", "avatar",
    )
)  # fmt: skip
"""What says of which kind a picture is; beside a text that may be enough."""


def targets(page: PageSnapshot) -> Iterator[Node]:
    """Images and image buttons that assistive technology meets and that have a name."""
    for node in page[Dom].elements():
        is_image = node.role in _PICTURES or (node.name == "input" and node.get("type").lower() == "image")
        if is_image and node.accessible_name:
            yield node


def expectation(node: Node, page: PageSnapshot) -> Judgement:
    """The name has a word about what the image shows or does.

    A definite failure only where the image is all that a link or button has, so that it cannot be decoration.
    """
    name = node.accessible_name
    words = _without_numbers(name)
    if words in _PLACEHOLDERS:
        return (
            failed("only-content", name=name) if _is_only_content(page[Dom], node) else cant_tell("generic", name=name)
        )
    return cant_tell("kind-only", name=name) if words in _KINDS else passed()


def _without_numbers(name: str) -> tuple[str, ...]:
    """Words of a name; a number before, after or at the end of one ("фото 3", "image2") makes no difference."""
    return tuple(bare for word in tokens(name) if (bare := word.strip("0123456789№")))


def _is_only_content(dom: Dom, node: Node) -> bool:
    """True if a link or button has its whole name from the image, or the image is a button itself."""
    if node.name == "input":
        return True
    control = next((above for above in dom.ancestors(node) if above.role in {"link", "button"}), None)
    return (
        control is not None
        and tokens(control.accessible_name) == tokens(node.accessible_name)
        and not is_named_by_author(dom, control)
        and not dom.text(control)
    )


RULE = Rule(
    id="alternative-text-generic",
    criteria=("1.1.1",),
    needs=(Dom,),
    targets=targets,
    expectation=expectation,
    impact=Impact.SERIOUS,
)
