"""The kind of component a finding is about."""

from __future__ import annotations

import pytest

from wcag_audit.model.finding import Target
from wcag_audit.model.part import Part, part_of


@pytest.mark.parametrize(
    ("target", "part"),
    [
        (Target(), Part.PAGE),
        (Target("html", "", "", "<html>"), Part.PAGE),
        (Target("a > img", "image", "", "<img src=x>"), Part.IMAGE),
        (Target("a", "link", "", '<a href="/">'), Part.LINK),
        (Target("div", "button", "", '<div role="button">'), Part.BUTTON),
        (Target("#q", "", "", '<INPUT id="q">'), Part.FIELD),
        (Target("p", "StaticText", "", "text"), Part.TEXT),
        (Target("x-card", "generic", "", "<x-card>"), Part.OTHER),
        (Target("div", "", "", "<" * 400), Part.OTHER),
    ],
)
def test_the_role_tells_it_before_the_element_does(target: Target, part: Part) -> None:
    assert part_of(target) is part
