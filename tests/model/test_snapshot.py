"""A frozen page is the same after it was packed, has one hash wherever it is packed, and damage is said in words."""

from __future__ import annotations

import zlib

import msgspec
import pytest

from wcag_audit.model.dom import AxNode, Document, Dom, Node, NodeKind
from wcag_audit.model.fact import Known, Missing
from wcag_audit.model.facts import (
    AxeNode,
    AxeResults,
    AxeRuleResult,
    FocusStop,
    KeyboardTrap,
    KeyboardWalk,
    Place,
    Response,
)
from wcag_audit.model.finding import Box
from wcag_audit.model.outcome import Outcome
from wcag_audit.model.snapshot import PageSnapshot, Viewport, pack, unpack

DOM = Dom(
    nodes=(
        Node(0, NodeKind.DOCUMENT, -1, "#document"),
        Node(
            1,
            NodeKind.ELEMENT,
            0,
            "p",
            attributes={"class": "ә\0\ufffd"},
            box=Box(0.1, -2.0, 3e9, 0.0),
            style=0,
            ax=AxNode("paragraph", "Қазақстан", properties={"focusable": True, "level": 2, "busy": "x"}),
        ),
        Node(2, NodeKind.TEXT, 1, "#text", "Қ\n\t😀"),
    ),
    documents=(Document("https://example.kz/", "F", 0, "Title"),),
    styles=(("block", "visible"),),
)
AXE = AxeResults(
    "4.12.1",
    (
        AxeRuleResult(
            "image-alt",
            Outcome.FAILED,
            "critical",
            "help",
            "https://help",
            ("wcag111",),
            3,
            (AxeNode("img", ("html > img",), "<img>", "why", (("alt", "message", "{}"),)),),
        ),
    ),
    ("iframe",),
)
PLACE = Place("F", (0, 1, -1, 3), "<a>", "a")
WALK = KeyboardWalk(
    (FocusStop(0, PLACE, None, visible=False, style_changed=True),),
    complete=False,
    trap=KeyboardTrap((PLACE,), ("Tab", "Escape"), "", modal=False),
)


def snapshot(**changes: object) -> PageSnapshot:
    facts = {
        Dom: Known(DOM),
        AxeResults: Known(AXE),
        KeyboardWalk: Known(WALK),
        Response: Missing("time limit of 5 s reached"),
    }
    values = {"captured": "2026-11-20T10:00:00+05:00", "viewport": Viewport(320, 256), "facts": facts} | changes
    return PageSnapshot("https://example.kz/", "https://example.kz/kk/", **values)  # type: ignore[arg-type]


def test_every_kind_of_fact_comes_back_as_it_was() -> None:
    again = unpack(pack(snapshot())[1])
    assert again == snapshot()
    assert again[Dom].text(again[Dom].nodes[1]) == DOM.text(DOM.nodes[1])
    assert type(again[AxeResults].rules[0].outcome) is Outcome


def test_the_hash_does_not_depend_on_the_order_of_facts_and_changes_with_what_was_seen() -> None:
    name, data = pack(snapshot())
    backwards = dict(reversed(list(snapshot().facts.items())))
    assert pack(snapshot(facts=backwards)) == (name, data)
    assert pack(unpack(data)) == (name, data)
    others = {
        pack(other)[0] for other in (snapshot(viewport=Viewport(321, 256)), snapshot(captured=""), snapshot(facts={}))
    }
    assert len({name, *others}) == 4


def test_a_fact_that_is_missing_says_why_and_one_never_asked_for_is_missing_too() -> None:
    frozen = snapshot()
    assert frozen.fact(Response) == Missing("time limit of 5 s reached")
    assert snapshot(facts={}).fact(Dom) == Missing("not-collected")
    with pytest.raises(KeyError, match="time limit"):
        frozen[Response]


@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"no zlib",
        pack(snapshot())[1][:-9],
        zlib.compress(b"{"),
        zlib.compress(b"[]"),
        zlib.compress(b'{"format": 1}'),
        zlib.compress(msgspec.json.encode({"format": 99})),
        zlib.compress(pack.__doc__.encode()) if pack.__doc__ else b"",
    ],
)
def test_what_is_no_snapshot_is_refused_in_words(data: bytes) -> None:
    with pytest.raises(ValueError, match=r"^This snapshot (cannot be read|was written by another version)"):
        unpack(data)


def test_a_fact_that_this_version_does_not_know_is_refused_in_words() -> None:
    raw = msgspec.json.decode(zlib.decompress(pack(snapshot())[1]))
    raw["known"]["Smell"] = {}
    with pytest.raises(ValueError, match="cannot be read"):
        unpack(zlib.compress(msgspec.json.encode(raw)))
