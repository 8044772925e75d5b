"""wcag-audit: sees whether state and quasi-state websites can be used by everyone.

The way of the data, and the layers that guard it, are in docs/architecture.md.
"""

from importlib.metadata import PackageNotFoundError, version

try:
    __version__ = version("wcag-audit")
except PackageNotFoundError:  # run from a source tree that was never installed
    __version__ = "0.0.0"

__all__ = ["__version__"]
