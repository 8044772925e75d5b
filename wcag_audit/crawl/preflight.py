"""A look at the headers of an odd address before a browser is sent there: a thin shell around one request."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from wcag_audit.crawl.fetching import NoReply, Reply, fetch
from wcag_audit.model.visit import VisitStatus
from wcag_audit.remark import Remark

if TYPE_CHECKING:
    import httpx

MAX_PAGE_BYTES = 30 * 1024 * 1024
"""A page whose own HTML is larger than this would take the browser's memory and everybody's time."""

_ERRORS_FROM = 400
_PAGE_TYPES = frozenset(("text/html", "application/xhtml+xml", ""))
_DOCUMENT_TYPES = (
    "application/pdf",
    "application/msword",
    "application/vnd.",  # Office and OpenDocument
    "application/rtf",
    "text/rtf",
    "text/csv",
    "application/epub",
    "application/zip",
    "application/x-zip",
    "application/x-rar",
    "application/x-7z",
    "application/gzip",
    "application/x-tar",
    "image/vnd.djvu",
)
_DOWNLOADS = ("application/octet-stream", "application/force-download", "application/x-download", "binary/octet-stream")


@dataclass(frozen=True, slots=True)
class Preflight:
    """What the headers say.

    Attributes:
        status: DOCUMENT, DOWNLOAD, TOO_LARGE, NOT_WEB or REFUSED_ADDRESS where no browser should be sent; None where
            nothing speaks against opening it, which includes every failure: the browser finds out what is wrong.
        reason: remark; "" where `status` is None.
        final_url: where redirects ended; "" without an answer.
        content_type: media type in lower case without parameters; "" if not given.
        length: bytes by Content-Length (Content-Range for a ranged answer); None if not given.
    """

    status: VisitStatus | None = None
    reason: str = ""
    final_url: str = ""
    content_type: str = ""
    length: int | None = None


async def preflight(
    client: httpx.AsyncClient, url: str, *, max_bytes: int = MAX_PAGE_BYTES, allow_private: bool = False
) -> Preflight:
    """Ask for the headers of an address whose name does not say what it is (`addresses.is_odd`).

    A HEAD; where that is refused, a GET for one byte of which no body is read.

    Args:
        client: as made by `agent.new_client`.
        url: canonical address.
        max_bytes: larger pages are TOO_LARGE.
        allow_private: True lets loopback and private addresses through.
    """
    reply = await fetch(client, url, limit=0, method="HEAD", allow_private=allow_private)
    if isinstance(reply, Reply) and reply.status >= _ERRORS_FROM:
        # Many servers know no HEAD and say so with 400, 403, 404, 405 or 501.
        reply = await fetch(client, url, limit=0, headers={"Range": "bytes=0-0"}, allow_private=allow_private)
    if isinstance(reply, NoReply):
        refused = reply.status is VisitStatus.REFUSED_ADDRESS
        return Preflight(reply.status, reply.reason) if refused else Preflight()
    return judge_headers(reply, max_bytes)


def judge_headers(reply: Reply, max_bytes: int = MAX_PAGE_BYTES) -> Preflight:
    """Decide by the headers of an answer whether a browser should open the address (pure)."""
    media = reply.headers.get("content-type", "").partition(";")[0].strip().lower()[:100]
    length = _length(reply)
    if reply.status >= _ERRORS_FROM:
        return Preflight(None, "", reply.url, media, length)
    status, reason = _verdict(reply, media, length, max_bytes)
    return Preflight(status, reason, reply.url, media, length)


def _verdict(reply: Reply, media: str, length: int | None, max_bytes: int) -> tuple[VisitStatus | None, str]:
    attached = reply.headers.get("content-disposition", "").strip().lower().startswith("attachment")
    if media.startswith(_DOCUMENT_TYPES):
        return VisitStatus.DOCUMENT, Remark("visit.header", header=f"Content-Type {media}")
    if attached or media in _DOWNLOADS:
        header = "Content-Disposition: attachment" if attached else f"Content-Type {media}"
        return VisitStatus.DOWNLOAD, Remark("visit.header", header=header)
    if media.startswith(("image/", "audio/", "video/", "font/")):
        return VisitStatus.NOT_WEB, Remark("visit.header", header=f"Content-Type {media}")
    if media in _PAGE_TYPES and length is not None and length > max_bytes:
        return VisitStatus.TOO_LARGE, Remark("visit.length", bytes=length, limit=max_bytes)
    return None, ""


def _length(reply: Reply) -> int | None:
    text = reply.headers.get("content-range", "").rpartition("/")[2] or reply.headers.get("content-length", "")
    return int(text[:18]) if text.isascii() and text.isdigit() else None
