"""Trends to write reports of: a small simulated nation, a hostile one, and one that nothing is known of."""

from __future__ import annotations

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from bench.nation import fill, simulate
from wcag_audit.audit import read_trend
from wcag_audit.model.language import Text
from wcag_audit.model.roadmap import Metric
from wcag_audit.roadmap import default_roadmap
from wcag_audit.store import Store

if TYPE_CHECKING:
    from pathlib import Path

    from bench.nation import Nation
    from wcag_audit.model.roadmap import Target
    from wcag_audit.model.trend import Trend

AS_OF = date(2026, 11, 25)
HOSTILE = Text(
    "<script>document.title='owned'</script>\u202eмис",
    '"><img src=x onerror="document.title=\'owned\'">' + "ұ" * 5000,
    "{{ 7 * 7 }} </h1></main></body>",
)


def quick(path: Path) -> Store:
    """A store that may lose what was written when the power goes: a simulation can be made again."""
    store = Store.open(path)
    store._db.execute("PRAGMA synchronous = OFF")
    return store


def trend_of(nation: Nation, path: Path, targets: tuple[Target, ...] = (), as_of: date = AS_OF) -> Trend:
    """What the program says of a simulated nation."""
    with quick(path) as store:
        fill(store, nation)
        return read_trend(store, targets or default_roadmap(), as_of)


def every_metric() -> tuple[Target, ...]:
    """The decree's targets, and one of each other kind, of which one has passed."""
    aa, aaa = default_roadmap()
    pages = replace(aa, id="pages", metric=Metric.CLEAN_PAGES, value=80.0, day=date(2027, 12, 31), source=None)
    index = replace(
        aa, id="index", level="A", metric=Metric.INDEX, value=95.0, day=date(2026, 6, 30), assumed_day=False
    )
    return aa, aaa, pages, index


def small(path: Path) -> Trend:
    """130 sites in four waves, so that lists have two pages, with hostile names."""
    trend = trend_of(simulate(sites=130, waves=4), path, every_metric())
    bodies = (replace(trend.bodies[0], name=HOSTILE), *trend.bodies[1:])
    ministries = (replace(trend.ministries[0], name=HOSTILE), *trend.ministries[1:])
    sites = (replace(trend.sites[0], url="javascript:alert(1)//<b>"), *trend.sites[1:])
    waves = (*trend.waves[:-1], replace(trend.waves[-1], name=HOSTILE.kk))
    return replace(trend, bodies=bodies, ministries=ministries, sites=sites, waves=waves)


def unknown(path: Path) -> Trend:
    """A nation before its first wave."""
    with quick(path) as store:
        return read_trend(store, default_roadmap(), AS_OF)
