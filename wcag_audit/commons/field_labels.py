"""Labels of form fields: which people see, and what they say the field is for."""

from __future__ import annotations

import re
import tomllib
from functools import cache
from importlib.resources import files
from itertools import pairwise
from typing import TYPE_CHECKING, Final

from wcag_audit.commons.per_dom import per_dom
from wcag_audit.commons.visibility import is_visible
from wcag_audit.commons.wording import tokens
from wcag_audit.model.dom import NodeKind

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    from wcag_audit.model.dom import Dom, Node

KINDS: Final = ("email", "phone", "date", "password")
"""What a label may plainly say that a field takes."""
_TYPES: Final = {"email": "email", "tel": "phone", "date": "date", "password": "password"}
_NUMBERS: Final = re.compile(r"[\W\d_]+")
_GROUPS: Final = frozenset({"group", "radiogroup", "listitem", "row", "region", "article"})
_OPEN: Final = frozenset({("phone", "date"), ("password", "date")})
"""Type and label that go together: masks for digits use a telephone field, and a date may be the password."""


def visible_label(dom: Dom, field: Node) -> str:
    """The text seen on the labels of a field (`label`, or what aria-labelledby names), white space folded; or ""."""
    return " ".join(" ".join(seen_text(dom, label) for label in label_nodes(dom, field)).split())


def label_nodes(dom: Dom, field: Node) -> tuple[Node, ...]:
    """The labels of a field: what aria-labelledby names, else its `label` elements."""
    named = [dom.by_id(identifier, field.document) for identifier in field.get("aria-labelledby").split()]
    return tuple(node for node in named if node is not None) or tuple(_labels(dom, field))


def seen_text(dom: Dom, node: Node) -> str:
    """The text inside a node that sighted people see, white space folded."""
    texts = (inner for inner in (node, *dom.descendants(node)) if inner.kind == NodeKind.TEXT)
    return " ".join(" ".join(text.value for text in texts if is_visible(dom, text)).split())


def names_part_of_page(label: str) -> bool:
    """True for a label such as "Menu", which no field for text can have."""
    return tokens(label) in _phrases("parts")


def only_says_field(label: str) -> bool:
    """True for a label such as "Поле ввода" or "Өріс 2", which says that there is a field and no more."""
    return tuple(word for word in tokens(label) if not word.isdigit()) in _phrases("fields")


def alike_fields(dom: Dom, fields: Sequence[Node]) -> frozenset[int]:
    """Numbers of fields that follow each other with one visible label, though their `name`s tell different purposes.

    Args:
        dom: the page's.
        fields: of one form, in document order.
    """
    found: set[int] = set()
    for first, second in pairwise(fields):
        names = [_NUMBERS.sub("", field.get("name").casefold()) for field in (first, second)]
        label = tokens(visible_label(dom, first))
        if not label or label != tokens(visible_label(dom, second)) or not all(names) or names[0] == names[1]:
            continue
        heard = {
            tokens(f"{field.accessible_name} {field.ax.description if field.ax else ''}") for field in (first, second)
        }
        if len(heard) == 1 and not _something_between(dom, first, second):
            found |= {first.index, second.index}
    return frozenset(found)


def _something_between(dom: Dom, first: Node, second: Node) -> bool:
    """True if text other than the label of the second, or the edge of a group, stands between two fields."""
    words = [
        word
        for node in dom.nodes[first.index + 1 : second.index]
        if node.kind == NodeKind.TEXT and not _inside(dom, node, first) and is_visible(dom, node)
        for word in tokens(node.value) or (node.value.strip(),)
        if word
    ]
    groups = [[above.index for above in dom.ancestors(field) if above.role in _GROUPS] for field in (first, second)]
    return groups[0] != groups[1] or tuple(words) not in {(), tokens(visible_label(dom, second))}


def _inside(dom: Dom, node: Node, outer: Node) -> bool:
    return any(above is outer for above in dom.ancestors(node))


def contradicted_kind(field: Node, label: str) -> str:
    """What an input element takes by its type, if its label plainly says something else; "" otherwise."""
    takes = _TYPES.get(field.get("type").lower(), "") if field.name == "input" else ""
    said = _kind(label)
    return takes if takes and said and said != takes and (takes, said) not in _OPEN else ""


def _labels(dom: Dom, field: Node) -> Iterator[Node]:
    yield from (above for above in dom.ancestors(field) if above.name == "label")
    identifier = field.get("id")
    if identifier and dom.by_id(identifier, field.document) is field:
        yield from (dom.nodes[index] for index in _labels_for(dom).get((field.document, identifier), ()))


@per_dom
def _labels_for(dom: Dom) -> Mapping[tuple[int, str], tuple[int, ...]]:
    found: dict[tuple[int, str], tuple[int, ...]] = {}
    for label in dom.elements("label"):
        key = label.document, label.get("for")
        found[key] = (*found.get(key, ()), label.index)
    return found


def _kind(label: str) -> str:
    """The one kind that all words of a label speak of; "" if there is none or another word."""
    table = _table()
    words = set(tokens(label)) - set(table["fillers"].split())
    found = [kind for kind in KINDS if words and words <= set(table[kind].split())]
    return found[0] if len(found) == 1 else ""


@cache
def _table() -> Mapping[str, str]:
    return tomllib.loads(files(__package__).joinpath("field_labels.toml").read_text(encoding="utf-8"))


@cache
def _phrases(name: str) -> frozenset[tuple[str, ...]]:
    return frozenset(tokens(line) for line in _table()[name].splitlines() if line.strip())
