"""Made-up looks at sites: only what the trend reads."""

from __future__ import annotations

from datetime import date, timedelta

from wcag_audit.model.index import LevelIndex, Measured
from wcag_audit.model.trend import SiteState, WaveRef
from wcag_audit.trend import Look, Scored, SiteHistory

START = date(2026, 1, 1)
C, F, U = SiteState.CLEAN, SiteState.FAILING, SiteState.UNKNOWN


def wave(number: int, *, apart: int = 487, profile: str = "full", finished: bool = True, rules: str = "r") -> WaveRef:
    """Wave number `number`, from 1; 487 days are 16 months."""
    day = START + timedelta(days=apart * (number - 1))
    return WaveRef(number, f"w{number}", day, profile, "AAA", finished, rules)


def index(value: float | None, basket: str = "2026.1", clean: int = 0, *, by_person: bool = False) -> LevelIndex:
    """An index of ten pages with an interval of two points."""
    measured = Measured.YES if value is not None else Measured.TOO_FEW_PAGES
    low, high = (None, None) if value is None else (max(0.0, value - 1), min(100.0, value + 1))
    ends = (0.0, 1.0, 40, 55, 10, 10, by_person)
    return LevelIndex("AA", basket, measured, value, low, high, low, high, clean, 10, *ends)


def look(place: WaveRef, state: SiteState, value: float | None = None, basket: str = "2026.1", **more: object) -> Look:
    """A look with an index in one basket; in none if `basket` is ""."""
    issues = int(str(more.pop("issues", 0)))
    scored = {basket: Scored(state, index(value, basket, **more))} if basket else {}  # type: ignore[arg-type]
    return Look(place, state, scored, issues, 0, 10, 10, 10)


def history(
    site: str, states: str, values: tuple[float | None, ...] = (), *, body: str = "body", **more: object
) -> SiteHistory:
    """One site: a letter of C, F, U a wave ("-" for a wave without the site), and its indexes."""
    letters = {"C": C, "F": F, "U": U}
    looks = []
    for number, letter in enumerate(states, 1):
        if letter != "-":
            known = values[number - 1] if values else {"C": 100.0, "F": 90.0, "U": None}[letter]
            looks.append(look(wave(number), letters[letter], known, **more))
    return SiteHistory(site, body, f"https://{site}.kz/", {"AA": tuple(looks)})
