"""Four waves over a copy of the sample portal in which barriers are removed, added and come back."""

from __future__ import annotations

import shutil
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.patience import SECONDS
from wcag_audit.audit import AuditOptions, Profile, run_wave
from wcag_audit.model.language import Text
from wcag_audit.model.register import Body, BodyKind, CrawlLimits, Region, Register, Site
from wcag_audit.sample_portal import SamplePortal, portal_folder

if TYPE_CHECKING:
    from pathlib import Path

    from wcag_audit.model.result import Wave
    from wcag_audit.store import Store

OPTIONS = AuditOptions(profile=Profile.QUICK, allow_private=True, screenshots=False, contact="audit@example.kz")
DAYS = ("2026-01-15", "2026-04-16", "2026-07-16", "2026-10-15")
"""When the waves are said to have been: 91 days apart."""
STATISTICS = "/en/statistics.html"
PAGES = {
    "english": ("/en/", "/en/contacts.html", STATISTICS),
    "kazakh": ("/kk/contacts.html",),
    "russian": ("/ru/contacts.html", "/ru/search.html"),
    "clean": ("/kk/services/grazing-permit.html",),
}
_BODIES = {"english": "agency", "kazakh": "agency", "russian": "office", "clean": "office"}
_NAME = {
    "agency": Text("Жайылымдар агенттігі", "Агентство пастбищ", "Agency for Pastures"),
    "office": Text("Абай облысының бөлімі", "Отдел области Абай", "Office of Abay Region"),
}
# Barriers and what removes them
_SEARCH = ('<button type="submit" class="btn"><svg', '<button type="submit" aria-label="Search" class="btn"><svg')
_PALE = ('<p class="pale">', "<p>")
_CHART = ('<img class="chart" src', '<img class="chart" alt="Springs in care, by year" src')
_CHANNEL = ('<a class="news-channel"', '<a class="news-channel" aria-label="Арна"')
_UNNAMED = '<main id="main" tabindex="-1"><p><img src="/assets/img/spring.jpg" width="90" height="60"></p>'
_MAIN = '<main id="main" tabindex="-1">'


@dataclass(frozen=True)
class Portal:
    """A copy of the portal that can be changed while it is served."""

    folder: Path

    def change(self, page: str, old: str, new: str) -> None:
        file = self.folder / (f"{page}index.html" if page.endswith("/") else page).lstrip("/")
        text = file.read_text("utf-8")
        assert old in text, f"{page} has no {old}"
        file.write_text(text.replace(old, new), "utf-8")


def register(origin: str, left_out: str = "") -> Register:
    """Four sites of two bodies on one host, each with a handful of pages; one page may be left out."""

    def site(name: str) -> Site:
        pages = tuple(page for page in PAGES[name] if page != left_out)
        include = tuple(f"{path}$" for path in pages)
        limits = CrawlLimits(delay=0.0, concurrency=2, include=include, timeout=SECONDS)
        starts = tuple(f"{origin}{path}" for path in pages)
        return Site(name, starts[0], _BODIES[name], starts=starts[1:], limits=limits)

    def body(name: str, kind: BodyKind, region: str = "", ministry: str = "") -> Body:
        sites = tuple(site(own) for own in PAGES if _BODIES[own] == name)
        return Body(name, _NAME[name], kind, region, ministry, sites=sites)

    bodies = (body("agency", BodyKind.CENTRAL), body("office", BodyKind.LOCAL, "abay", "agency"))
    return Register(bodies, (Region("abay", Text("Абай облысы", "Область Абай", "Abay Region")),))


def before_first(portal: Portal) -> None:
    """Barriers that the portal does not have of itself."""
    for page in PAGES["kazakh"]:
        portal.change(page, _MAIN, _UNNAMED)
    portal.change(PAGES["clean"][0], '<html lang="ru"', '<html lang="kk"')


def before_second(portal: Portal) -> None:
    """The search button is named in English, the channel in Russian."""
    for page in PAGES["english"]:
        portal.change(page, *_SEARCH)
    for page in PAGES["russian"]:
        portal.change(page, *_CHANNEL)


def before_third(portal: Portal) -> None:
    """Contrast and chart are repaired, the Kazakh pages too; a new picture without a name appears in English."""
    portal.change("/en/", *_PALE)
    portal.change(STATISTICS, *_CHART)
    for page in PAGES["kazakh"]:
        portal.change(page, _UNNAMED, _MAIN)
    portal.change("/en/contacts.html", _MAIN, _UNNAMED)


def before_fourth(portal: Portal) -> None:
    """The search button loses its name again, so does the channel; the page with the statistics is left out."""
    for page in PAGES["english"]:
        portal.change(page, *reversed(_SEARCH))
    for page in PAGES["russian"]:
        portal.change(page, *reversed(_CHANNEL))


async def walk(folder: Path, store: Store) -> list[Wave]:
    """Run the four waves and put them 91 days apart."""
    copy = folder / "portal"
    shutil.copytree(portal_folder(), copy)
    portal = Portal(copy)
    waves = []
    with SamplePortal(copy) as served:
        for number, prepare in enumerate((before_first, before_second, before_third, before_fourth)):
            prepare(portal)
            left_out = STATISTICS if number == len(DAYS) - 1 else ""
            wave = await run_wave(register(served.url, left_out), store, OPTIONS, name=f"wave-{number + 1}")
            moment = f"{DAYS[number]}T10:00:00+05:00"
            with store._writing():
                store._db.execute("UPDATE waves SET started = ?, finished = ? WHERE id = ?", [moment, moment, wave.id])
            waves.append(store.wave(wave.id))
    return waves
