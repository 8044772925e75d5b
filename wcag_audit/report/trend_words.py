"""What several papers say of a trend in the same words."""

from __future__ import annotations

from typing import TYPE_CHECKING

from wcag_audit.i18n import format as fmt
from wcag_audit.i18n.common import name
from wcag_audit.model.register import BodyKind
from wcag_audit.model.roadmap import Metric
from wcag_audit.model.trend import Grouping
from wcag_audit.report.hostile import shorten, visible
from wcag_audit.report.speech import Speech

if TYPE_CHECKING:
    from wcag_audit.model.language import Lang
    from wcag_audit.model.trend import GroupTrend
    from wcag_audit.report.trend_views import Position

_FULL = 100.0
_NAME_LIMIT = 300


class TrendWords:
    """Sentences and numbers in one language, as text that is not escaped yet."""

    def __init__(self, lang: Lang) -> None:
        """Speak `lang`."""
        self._lang: Lang = lang
        self._say = Speech(lang).plain

    def share(self, value: float) -> str:
        """Points as per cent without decimals, but never "0 %" or "100 %" for what is neither."""
        digits = 1 if 0 < value < 1 or _FULL - 1 < value < _FULL else 0
        return fmt.percent(value / _FULL, self._lang, digits)

    def points(self, value: float) -> str:
        """Points with one decimal and no unit."""
        return fmt.number(value, self._lang, 1)

    def group_name(self, group: GroupTrend) -> str:
        """As registered; of kinds from the catalogue; what deceives the eye is written out."""
        if group.name is not None:
            return shorten(visible(group.name[self._lang]), _NAME_LIMIT)
        if group.grouping is Grouping.KIND and group.id in set(BodyKind):
            return name(BodyKind(group.id))[self._lang]
        return shorten(visible(group.id), _NAME_LIMIT) or self._say("nation.to-nation")

    def now(self, position: Position) -> str:
        """Where a group stands, with the bounds that unreached sites leave open."""
        course = position.course
        if course.current is None:
            return self._say("nation.now-unknown", n=course.sites)
        if position.clean is not None and position.unknown is not None and course.best is not None:
            sites, worst = course.sites, self.share(course.current)
            said = self._say("nation.now-clean", n=position.clean, sites=sites, worst=worst)
            if not position.unknown:
                return said
            return f"{said} {self._say('nation.now-open', n=position.unknown, best=self.share(course.best))}"
        if course.target.metric is Metric.INDEX:
            return self._say("nation.now-index", value=self.points(course.current))
        return self._say("nation.now-pages", value=self.share(course.current))
