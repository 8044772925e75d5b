"""A local server for cases of our own: their pages, the recordings of the tests, and a landscape for every picture."""

from __future__ import annotations

import mimetypes
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from bench.own_cases import OwnCase

_MEDIA = Path(__file__).parents[1] / "tests" / "rules" / "media"
_PICTURES = (".gif", ".jpg", ".png", ".svg", ".webp")
_LANDSCAPE = b"""<svg xmlns="http://www.w3.org/2000/svg" width="300" height="200"><rect width="300" height="200"
fill="#9cf"/><circle cx="240" cy="50" r="26" fill="#fc3"/><path d="M0 200 L80 90 L150 150 L220 80 L300 200z"
fill="#3a6"/></svg>"""


@contextmanager
def serve(cases: Iterable[OwnCase]) -> Iterator[str]:
    """A server on a free port of this machine; gives its address without a slash at the end."""
    pages = {path: text.encode() for case in cases for path, text in case.files.items()}

    class Handler(BaseHTTPRequestHandler):
        protocol_version = "HTTP/1.1"

        def do_GET(self) -> None:
            found = _found(pages, self.path.split("?", 1)[0])
            media_type, body = found or ("text/html; charset=utf-8", b"<!doctype html><title>Not here</title>")
            self.send_response(200 if found else 404)
            self.send_header("Content-Type", media_type)
            self.send_header("Content-Length", str(len(body)))
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Say nothing: hundreds of lines would hide the figures."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()


def _found(pages: dict[str, bytes], path: str) -> tuple[str, bytes] | None:
    if path in pages:
        svg = path.endswith(".svg")
        return ("image/svg+xml" if svg else "text/html; charset=utf-8"), pages[path]
    name = path.removeprefix("/media/")
    if name != path and "/" not in name and (_MEDIA / name).is_file():
        guess = "text/vtt" if name.endswith(".vtt") else mimetypes.guess_type(name)[0]
        return guess or "application/octet-stream", (_MEDIA / name).read_bytes()
    return ("image/svg+xml", _LANDSCAPE) if path.endswith(_PICTURES) else None
