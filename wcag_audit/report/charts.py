"""Charts as SVG made by hand: text, shapes and patterns carry everything, colour only helps.

Each chart is one picture with a title and a description; its numbers stand in a table beside or behind it. Colours come
from the style sheet by class, so that dark mode, forced colours and print need no second chart. Patterns "#hatch" and
"#dots" are those of the page (templates/macros.html.j2).
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from markupsafe import Markup

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator, Sequence
    from datetime import date

_WIDTH, _HEIGHT = 340, 185
_LEFT, _RIGHT, _TOP, _BOTTOM = 46, 14, 16, 26
_FULL = 100.0
_TICKS = (0, 25, 50, 75, 100)
_LABEL_ROOM = 62
"""Units that a date under the axis needs for itself."""
_BAR, _GAP, _NAME = 22, 10, 16


@dataclass(frozen=True, slots=True)
class Reading:
    """What one wave says, in per cent: bounds, and the interval around them; equal ends where there is no doubt."""

    day: date
    worst: float
    best: float
    low: float
    high: float


@dataclass(frozen=True, slots=True)
class Goal:
    """What is to be reached, and the range that the pace so far leads to; None where no word about that is possible."""

    day: date
    value: float
    ahead: tuple[float, float, float] | None = None


@dataclass(frozen=True, slots=True)
class Caption:
    """What a picture is called.

    Attributes:
        name: unique on the page; ids begin with it.
        title: what the picture shows.
        text: what can be read from it, in whole sentences.
    """

    name: str
    title: str
    text: str


@dataclass(frozen=True, slots=True)
class Words:
    """How numbers and days are written under and beside the axes."""

    percent: Callable[[float], str]
    month: Callable[[date], str]


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar of a stack: its name, and its parts as (class of the style sheet, amount)."""

    name: str
    parts: Sequence[tuple[str, int]]


def line_chart(caption: Caption, readings: Sequence[Reading], goal: Goal, words: Words) -> Markup:
    """Shares over the waves with their bounds, and how far it is to the goal.

    Args:
        caption: what it is called.
        readings: oldest first, at least one.
        goal: the target.
        words: how numbers and days are written.
    """
    first, last = readings[0].day, max(goal.day, readings[-1].day)
    span = max(1, (last - first).days)
    inner = _WIDTH - _LEFT - _RIGHT

    def x(day: date) -> float:
        return _LEFT + inner * (day - first).days / span

    parts = [*_grid(words), *_days(readings, goal, x, words)]
    parts.append(_area("band", [(x(item.day), _y(item.best), _y(item.worst)) for item in readings]))
    end = readings[-1]
    if goal.day > end.day and goal.value > end.worst:
        parts.append(_path("way", [(x(end.day), _y(end.worst)), (x(goal.day), _y(goal.value))]))
    for item in readings:
        parts += _whisker(x(item.day), item.low, item.high)
    parts.append(_path("best", [(x(item.day), _y(item.best)) for item in readings]))
    parts.append(_path("worst", [(x(item.day), _y(item.worst)) for item in readings]))
    for item in readings:
        if item.best > item.worst:
            parts.append(_shape("open", x(item.day), _y(item.best), "M0 -4.5L4.5 3.5H-4.5Z"))
        parts.append(_shape("dot", x(item.day), _y(item.worst), "M-3.5 0a3.5 3.5 0 1 0 7 0a3.5 3.5 0 1 0 -7 0Z"))
    parts.append(_said(x(end.day), end, words))
    if goal.ahead:
        share, low, high = goal.ahead
        parts += _whisker(x(goal.day) - 9, low, high, "range")
        parts.append(_shape("square", x(goal.day) - 9, _y(share), "M-4 -4H4V4H-4Z"))
    parts.append(_shape("goal", x(goal.day), _y(goal.value), "M0 -6L6 0L0 6L-6 0Z"))
    return _picture(caption, _HEIGHT, parts, "lines")


def stacked_bars(caption: Caption, bars: Sequence[Bar]) -> Markup:
    """Bars of equal length, one below the other, each cut into shares; amounts stand in the parts that have room."""
    parts = []
    for number, bar in enumerate(bars):
        top = number * (_BAR + _GAP + _NAME)
        parts.append(Markup('<text x="0" y="{}">{}</text>').format(top + 12, bar.name))
        total = sum(amount for _, amount in bar.parts) or 1
        start = 0.5
        for kind, amount in bar.parts:
            width = (_WIDTH - 1) * amount / total
            if not amount:
                continue
            parts.append(
                Markup('<rect class="part b-{}" x="{:.1f}" y="{}" width="{:.1f}" height="{}"/>').format(
                    kind, start, top + _NAME + 2, width, _BAR
                )
            )
            start += width
    return _picture(caption, len(bars) * (_BAR + _GAP + _NAME), parts, "bars")


def interval_strip(current: float, best: float, low: float, high: float, goal: float) -> Markup:
    """A dot with its interval on a line from 0 to 100, for a cell of a table that says the same in numbers.

    Hidden from assistive technology, which has the numbers.
    """
    parts: list[Markup] = [
        Markup('<path class="axis" d="M2 11H122M2 7V15M62 8V14M122 7V15"/>'),
        Markup('<rect class="band" x="{:.1f}" y="6" width="{:.1f}" height="10"/>').format(
            _strip(current), _strip(best) - _strip(current)
        ),
        Markup('<path class="whisker-line" d="M{0:.1f} 11H{1:.1f}M{0:.1f} 7V15M{1:.1f} 7V15"/>').format(
            _strip(low), _strip(high)
        ),
        Markup('<circle class="dot" cx="{:.1f}" cy="11" r="4"/>').format(_strip(current)),
        Markup('<path class="goal" d="M{:.1f} 6l5 5l-5 5l-5 -5Z"/>').format(_strip(goal)),
    ]
    return Markup(
        '<svg class="strip" viewBox="-6 0 136 22" width="136" height="22" aria-hidden="true">{}</svg>'
    ).format(Markup().join(parts))


def _strip(value: float) -> float:
    return 2 + 1.2 * value


def _y(value: float) -> float:
    return _TOP + (_HEIGHT - _TOP - _BOTTOM) * (1 - value / _FULL)


def _grid(words: Words) -> Iterator[Markup]:
    for tick in _TICKS:
        yield Markup('<path class="grid" d="M{} {:.1f}H{}"/>').format(_LEFT, _y(tick), _WIDTH - _RIGHT)
        if tick in (0, 50, 100):
            yield Markup('<text class="tick" x="{}" y="{:.1f}">{}</text>').format(
                _LEFT - 7, _y(tick) + 4, words.percent(float(tick))
            )


def _days(readings: Sequence[Reading], goal: Goal, x: Callable[[date], float], words: Words) -> Iterator[Markup]:
    """First wave, last wave and goal under the axis, the last wave only where it has room."""
    start, now, end = readings[0].day, readings[-1].day, max(goal.day, readings[-1].day)
    shown = [(start, "start")]
    if x(end) - x(start) >= _LABEL_ROOM:
        shown.append((end, "end"))
    if x(now) - x(start) >= 1.5 * _LABEL_ROOM and x(end) - x(now) >= 1.5 * _LABEL_ROOM:
        shown.append((now, "middle"))
    for day, anchor in shown:
        yield Markup('<text class="day-{}" x="{:.1f}" y="{}">{}</text>').format(
            anchor, x(day), _HEIGHT - 6, words.month(day)
        )


def _said(x: float, reading: Reading, words: Words) -> Markup:
    """The last reading in numbers, above it, on the side that has room."""
    side = "end" if x > _WIDTH / 2 else "start"
    text = words.percent(reading.worst)
    if reading.best > reading.worst:
        text += f"–{words.percent(reading.best)}"
    return Markup('<text class="said day-{}" x="{:.1f}" y="{:.1f}">{}</text>').format(
        side, x + (6 if side == "end" else -6), max(12, _y(reading.high) - 9), text
    )


def _area(kind: str, edges: Sequence[tuple[float, float, float]]) -> Markup:
    """A band between an upper and a lower line, given as (x, upper y, lower y)."""
    upper = [(x, top) for x, top, _ in edges]
    lower = [(x, bottom) for x, _, bottom in reversed(edges)]
    return Markup('<path class="{}" d="M{}Z"/>').format(kind, _joined([*upper, *lower]))


def _path(kind: str, places: Sequence[tuple[float, float]]) -> Markup:
    return Markup('<path class="{}" d="M{}"/>').format(kind, _joined(places))


def _joined(places: Iterable[tuple[float, float]]) -> str:
    return "L".join(f"{x:.1f} {y:.1f}" for x, y in places)


def _whisker(x: float, low: float, high: float, kind: str = "whisker-line") -> Iterator[Markup]:
    yield Markup(
        '<path class="{0}" d="M{1:.1f} {2:.1f}V{3:.1f}M{4:.1f} {2:.1f}H{5:.1f}M{4:.1f} {3:.1f}H{5:.1f}"/>'
    ).format(kind, x, _y(low), _y(high), x - 3, x + 3)


def _shape(kind: str, x: float, y: float, outline: str) -> Markup:
    return Markup('<path class="{}" transform="translate({:.1f} {:.1f})" d="{}"/>').format(kind, x, y, outline)


def _picture(caption: Caption, height: int, parts: Iterable[Markup], kind: str) -> Markup:
    """The whole picture. Title and text together are its name: a PDF keeps only the name as alternative text."""
    return Markup(
        '<svg class="chart {kind}" role="img" aria-labelledby="{name}-title {name}-text" '
        'viewBox="0 0 {width} {height}" width="{width}" height="{height}">\n'
        '<title id="{name}-title">{title}</title>\n<desc id="{name}-text">{text}</desc>\n{parts}\n</svg>'
    ).format(
        kind=kind,
        name=caption.name,
        width=_WIDTH,
        height=height,
        title=caption.title,
        text=caption.text,
        parts=Markup("\n").join(parts),
    )
