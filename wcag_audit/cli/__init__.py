"""The command line: parses, calls, prints. One module per command, named like it; nothing is decided here."""

from wcag_audit.cli.main import main

__all__ = ["main"]
