"""A small local server that hands out the pages of one example at a time, and the files beside its rule."""

from __future__ import annotations

import mimetypes
import threading
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping

SHARED = Path(__file__).parent / "media"
"""Recordings that several rules' examples play, found under "/media/<name>"."""


class Shelf:
    """What the server hands out now.

    Attributes:
        address: "http://127.0.0.1:port", without a slash at the end.
        pages: HTML by path.
        statuses: what a path answers instead of 200.
        redirects: where a path leads.
        folder: files, found under their name and under "examples/<name>"; None for none.
    """

    def __init__(self) -> None:
        self.address = ""
        self.pages: Mapping[str, str] = {}
        self.statuses: Mapping[str, int] = {}
        self.redirects: Mapping[str, str] = {}
        self.folder: Path | None = None

    def body(self, path: str) -> tuple[str, bytes] | None:
        """Media type and bytes at a path, None if there is nothing."""
        if path in self.pages:
            return "text/html; charset=utf-8", self.pages[path].encode()
        shared = path.startswith("/media/")
        folder = SHARED if shared else self.folder
        name = path.removeprefix("/media/" if shared else "/").removeprefix("examples/")
        if folder is not None and name and ".." not in name and (folder / name).is_file():
            media_type = mimetypes.guess_type(name)[0] or "application/octet-stream"
            return media_type, (folder / name).read_bytes()
        return None


@contextmanager
def serve() -> Iterator[Shelf]:
    """A server on a free port of this machine for as long as the context lasts."""
    shelf = Shelf()

    class Handler(BaseHTTPRequestHandler):
        def do_GET(self) -> None:
            path = self.path.split("?", 1)[0]
            found = shelf.body(path)
            media_type, body = found or ("text/plain; charset=utf-8", b"Not here.")
            if path in shelf.redirects:
                self.send_response(302)
                self.send_header("Location", shelf.redirects[path])
            else:
                self.send_response(shelf.statuses.get(path, 200) if found else 404)
            self.send_header("Content-Type", media_type)
            self.send_header("Content-Length", str(len(body)))
            self.send_header("Cache-Control", "no-store")
            self.end_headers()
            self.wfile.write(body)

        def log_message(self, *_: object) -> None:
            """Keep the test's output clean."""

    server = ThreadingHTTPServer(("127.0.0.1", 0), Handler)
    server.daemon_threads = True
    thread = threading.Thread(target=server.serve_forever, daemon=True)
    thread.start()
    shelf.address = f"http://127.0.0.1:{server.server_port}"
    try:
        yield shelf
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
