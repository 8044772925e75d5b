"""The roadmap: which level is to be reached by when, from a file or as decree 1143 has it."""

from wcag_audit.roadmap.reading import check_scopes, default_roadmap, find_roadmap, load_roadmap

__all__ = ["check_scopes", "default_roadmap", "find_roadmap", "load_roadmap"]
