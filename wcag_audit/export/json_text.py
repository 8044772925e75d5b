"""JSON on one line, in readable letters, that every reader of lines keeps whole and every decoder accepts."""

from __future__ import annotations

import json
import re
from typing import Any

# Many readers split lines at these too, so that a title could break the line that it stands in; JSON may escape them.
_LINE_ENDS = {ord(mark): f"\\u{ord(mark):04x}" for mark in "\u0085\u2028\u2029"}
_SURROGATES = re.compile("[\ud800-\udfff]")


def dumps(value: Any) -> str:
    """One line of JSON; half a surrogate pair, which UTF-8 cannot hold, becomes U+FFFD."""
    return _SURROGATES.sub("\ufffd", json.dumps(value, ensure_ascii=False).translate(_LINE_ENDS))
