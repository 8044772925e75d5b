"""What is wrong with made-up sites: faults as our rules and axe-core find them, and how often."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from wcag_audit.model.outcome import Outcome

if TYPE_CHECKING:
    from collections.abc import Mapping

    from wcag_audit.model.finding import Scalar

FAIL, ASK = Outcome.FAILED, Outcome.CANT_TELL


@dataclass(frozen=True, slots=True)
class Fault:
    """One way to be wrong.

    Attributes:
        rule, code, outcome, values: as in Finding.
        html: the element; "{n}" is the number of the component.
        sites: share of sites that have it.
        pages: share of their pages that have it.
        components: in how many components a site has it, on average.
        places: how often it is on a page that has it, on average.
    """

    rule: str
    code: str
    outcome: Outcome
    html: str
    sites: float
    pages: float
    components: float = 1.0
    places: float = 1.0
    values: Mapping[str, Scalar] = field(default_factory=dict)


def _axe(checks: str, *data: object) -> Mapping[str, Scalar]:
    """What decided at axe-core, as `rules.axe` keeps it."""
    return {"checks": checks, "data": json.dumps(list(data))}


def _contrast(ratio: float, asked: str) -> Mapping[str, object]:
    return {
        "fgColor": "#98a2a9",
        "bgColor": "#ffffff",
        "contrastRatio": ratio,
        "fontSize": "12.8pt (17px)",
        "fontWeight": "normal",
        "messageKey": None,
        "expectedContrastRatio": asked,
    }


_NO_ALT = (None, None, None, {"messageKey": "noAttr"}, None)
_ALT_CHECKS = "has-alt,aria-label,aria-labelledby,non-empty-title,presentational-role"
_TEXT = "Әкімдік биылғы құрылыс жоспарын жариялады"

FAULTS = (
    Fault(
        "axe-color-contrast",
        "violation",
        FAIL,
        '<p class="pale-{n}">2026 жылғы 12 қараша, баспасөз қызметі</p>',
        0.9,
        0.35,
        5,
        2.0,
        _axe("color-contrast", _contrast(2.6, "4.5:1")),
    ),
    Fault(
        "axe-color-contrast-enhanced",
        "violation",
        FAIL,
        '<a class="menu-{n}" href="/kk/about">Біз туралы</a>',
        0.98,
        0.4,
        6,
        2.0,
        _axe("color-contrast-enhanced", _contrast(4.8, "7:1")),
    ),
    Fault(
        "axe-color-contrast",
        "incomplete",
        ASK,
        '<h2 class="hero-{n}">Жаңалықтар</h2>',
        0.6,
        0.3,
        2,
        1.0,
        _axe("color-contrast", {"messageKey": "bgImage"}),
    ),
    Fault(
        "axe-image-alt",
        "violation",
        FAIL,
        '<img class="banner-{n}" src="/assets/img/steppe.jpg" width="880" height="520">',
        0.8,
        0.3,
        3,
        1.5,
        _axe(_ALT_CHECKS, *_NO_ALT),
    ),
    Fault(
        "axe-link-name",
        "violation",
        FAIL,
        '<a class="social-{n}" href="https://social.example/ministry"></a>',
        0.7,
        0.6,
        3,
        1.5,
        _axe("has-visible-text,aria-label", None, None),
    ),
    Fault(
        "control-has-name",
        "button-without-name",
        FAIL,
        '<button class="slider-{n}" type="button"></button>',
        0.7,
        0.5,
        2,
    ),
    Fault(
        "control-has-name",
        "field-without-name",
        FAIL,
        '<input class="search-{n}" type="text" placeholder="Іздеу">',
        0.6,
        0.8,
        1,
    ),
    Fault(
        "axe-html-has-lang",
        "violation",
        FAIL,
        '<html><head><meta charset="utf-8">…</html>',
        0.2,
        0.9,
        values=_axe("has-lang", {"messageKey": "noLang"}),
    ),
    Fault(
        "axe-list",
        "violation",
        FAIL,
        '<ul class="papers-{n}"><div>Жеке куәлік</div></ul>',
        0.3,
        0.3,
        values=_axe("only-listitems", {"values": "div"}),
    ),
    Fault(
        "axe-meta-viewport",
        "violation",
        FAIL,
        '<meta name="viewport" content="width=device-width, user-scalable=no">',
        0.25,
        0.9,
        values=_axe("meta-viewport", "user-scalable=no"),
    ),
    Fault("focus-visible", "no-change", FAIL, '<a class="item-{n}" href="/kk/services">Қызметтер</a>', 0.5, 0.4, 3),
    Fault(
        "target-size-minimum",
        "too-small",
        FAIL,
        '<button class="size-{n}" type="button">A</button>',
        0.5,
        0.4,
        2,
        2.0,
        {"width": 14.0, "height": 14.0, "minimum": 24, "neighbour": "A+"},
    ),
    Fault(
        "reflow",
        "sideways",
        FAIL,
        '<table class="plan-{n}"><tr><td>2026</td></tr></table>',
        0.5,
        0.2,
        2,
        values={"right": 976, "width": 320, "text": _TEXT},
    ),
    Fault(
        "text-spacing",
        "cut",
        FAIL,
        '<div class="card-{n}"><p>Хабарландыру</p></div>',
        0.4,
        0.2,
        2,
        values={"text": _TEXT, "pixels": 12},
    ),
    Fault(
        "language-tag-valid",
        "wrong-code",
        FAIL,
        '<html lang="kz">',
        0.2,
        0.4,
        values={"tag": "kz", "better": "kk"},
    ),
    Fault(
        "part-language-matches",
        "other-language",
        FAIL,
        '<p class="quote-{n}">Әкімдік биылғы құрылыс жоспарын жариялады.</p>',
        0.5,
        0.2,
        2,
        values={"declared": "ru", "written": "kk", "words": 12, "text": _TEXT},
    ),
    Fault(
        "image-name-is-file-name",
        "file-name",
        FAIL,
        '<img class="photo-{n}" src="/upload/IMG_2041.jpg" alt="IMG_2041.jpg">',
        0.4,
        0.2,
        2,
        values={"name": "IMG_2041.jpg"},
    ),
    Fault(
        "alternative-text-generic",
        "generic",
        ASK,
        '<img class="archive-{n}" src="/upload/1.jpg" alt="фото">',
        0.5,
        0.2,
        values={"name": "фото"},
    ),
    Fault(
        "link-name-generic",
        "generic",
        ASK,
        '<a class="more-{n}" href="/kk/news/15">Толығырақ</a>',
        0.7,
        0.3,
        2,
        2.0,
        {"name": "Толығырақ"},
    ),
    Fault(
        "language-switcher-keeps-page",
        "front-page",
        ASK,
        '<a class="lang-{n}" href="/en/" lang="en">English</a>',
        0.5,
        0.7,
        values={"href": "https://example.kz/en/"},
    ),
    Fault(
        "axe-hidden-content",
        "incomplete",
        ASK,
        '<div class="panel-{n}" hidden>Мәзір</div>',
        0.9,
        0.6,
        values=_axe("hidden-content", None),
    ),
    Fault(
        "axe-region", "violation", FAIL, '<div class="bar-{n}">Байланыс</div>', 0.7, 0.5, 2, values=_axe("region", None)
    ),
)
