"""The register of bodies and sites: reading targets.yml, and choosing a part of it."""

from wcag_audit.targets.reading import load_targets
from wcag_audit.targets.selection import select

__all__ = ["load_targets", "select"]
