"""Whether this machine can read pictures; tests that need it are skipped where it cannot."""

from __future__ import annotations

import asyncio

import pytest

from wcag_audit.probes import ocr

LACKING = str(asyncio.run(ocr.lacking()) or "")
"""What is missing, "" if nothing is."""
needs_ocr = pytest.mark.skipif(bool(LACKING), reason=LACKING or "pictures can be read")
