"""The bundled three-language portal of a fictional agency: its server, its seeded barriers and its register entry."""

from __future__ import annotations

from wcag_audit.sample_portal.barriers import Barrier, CleanPlace, Scope, barriers, clean_places
from wcag_audit.sample_portal.register import demo_register
from wcag_audit.sample_portal.server import Post, Request, SamplePortal
from wcag_audit.sample_portal.site import portal_folder

__all__ = [
    "Barrier",
    "CleanPlace",
    "Post",
    "Request",
    "SamplePortal",
    "Scope",
    "barriers",
    "clean_places",
    "demo_register",
    "portal_folder",
]
