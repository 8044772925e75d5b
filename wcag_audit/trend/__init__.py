"""From wave to wave: life of issues, pace, projection, standing. Pure; docs/trend.md has the formulas."""

from wcag_audit.trend.history import Baskets, Look, Scored, SiteHistory
from wcag_audit.trend.life import LifeCycle, Observation, Sighting, count
from wcag_audit.trend.whole import Ends, build_trend

__all__ = [
    "Baskets",
    "Ends",
    "LifeCycle",
    "Look",
    "Observation",
    "Scored",
    "Sighting",
    "SiteHistory",
    "build_trend",
    "count",
]
