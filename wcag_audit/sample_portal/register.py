"""The register entry of the fictional agency, for the demonstration and for tests."""

from __future__ import annotations

from wcag_audit.model.language import Text
from wcag_audit.model.register import Body, BodyKind, CrawlLimits, Register, Site

BODY_ID = "pastures-and-springs"
SITE_ID = "sample-portal"
_NAME = Text(
    kk="Жайылымдар мен бұлақтар агенттігі (үлгі)",
    ru="Агентство пастбищ и родников (образец)",
    en="Agency for Pastures and Springs (sample)",
)


def demo_register(origin: str) -> Register:
    """A register with one body and one site, the sample portal.

    Args:
        origin: where the portal is served, such as `SamplePortal.url`.
    """
    site = Site(
        id=SITE_ID,
        url=f"{origin.rstrip('/')}/",
        body=BODY_ID,
        note="Fictional; served by the program itself.",
        limits=CrawlLimits(max_pages=60, delay=0.0, concurrency=2),
    )
    return Register(bodies=(Body(id=BODY_ID, name=_NAME, kind=BodyKind.CENTRAL, sites=(site,)),))
