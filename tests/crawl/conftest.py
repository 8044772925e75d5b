"""A real HTTP server whose answers each test writes down."""

from __future__ import annotations

import threading
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import TYPE_CHECKING

import pytest
import pytest_asyncio

from wcag_audit.crawl.agent import new_client

if TYPE_CHECKING:
    from collections.abc import AsyncIterator, Iterator

    import httpx


@dataclass
class Answer:
    """What a path answers; `raw` bytes go out in place of a whole HTTP answer, before the connection closes."""

    status: int = 200
    body: bytes = b""
    headers: dict[str, str] = field(default_factory=dict)
    head_status: int | None = None
    raw: bytes | None = None
    hang: threading.Event | None = None
    length: int | None = None


@dataclass
class Host:
    url: str
    answers: dict[str, Answer] = field(default_factory=dict)
    requests: list[tuple[str, str, dict[str, str]]] = field(default_factory=list)
    sent: int = 0

    @property
    def paths(self) -> list[str]:
        return [path for _, path, _ in self.requests]


class _Handler(BaseHTTPRequestHandler):
    host: Host

    def _answer(self) -> None:
        headers = {name.lower(): value for name, value in self.headers.items()}
        self.host.requests.append((self.command, self.path, headers))
        answer = self.host.answers.get(self.path, Answer(404))
        if answer.hang is not None:
            answer.hang.wait(30)
        if answer.raw is not None:
            self.wfile.write(answer.raw)
            self.close_connection = True
            return
        head = self.command == "HEAD"
        self.send_response((answer.head_status if head else None) or answer.status)
        for name, value in answer.headers.items():
            self.send_header(name, value)
        self.send_header("Content-Length", str(len(answer.body) if answer.length is None else answer.length))
        self.end_headers()
        if head:
            return
        try:
            for start in range(0, len(answer.body), 65536):
                self.host.sent += self.wfile.write(answer.body[start : start + 65536])
        except OSError:  # the client had enough
            self.close_connection = True

    do_GET = do_HEAD = _answer  # noqa: N815 - the names that http.server calls

    def log_message(self, *_: object) -> None:
        """Keep the tests' output clean."""


@pytest.fixture
def host() -> Iterator[Host]:
    """A fresh server on 127.0.0.1; paths without an answer are 404."""
    handler = type("Handler", (_Handler,), {})
    server = ThreadingHTTPServer(("127.0.0.1", 0), handler)
    served = Host(f"http://127.0.0.1:{server.server_address[1]}")
    handler.host = served  # type: ignore[attr-defined]
    thread = threading.Thread(target=server.serve_forever, kwargs={"poll_interval": 0.01})
    thread.start()
    yield served
    for answer in served.answers.values():
        if answer.hang is not None:
            answer.hang.set()
    server.shutdown()
    thread.join()
    server.server_close()


@pytest_asyncio.fixture
async def client() -> AsyncIterator[httpx.AsyncClient]:
    async with new_client("audit@example.kz", timeout=60.0) as one:
        yield one
