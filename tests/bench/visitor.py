"""A visitor: keeps her connection and her cookies, and costs the machine next to nothing."""

import socket
from dataclasses import dataclass
from urllib.parse import urlencode

TIMEOUT = 30.0
BROWSERS_TAKE = "gzip, deflate, br, zstd"
MOST_ON_ONE_CONNECTION = 40
"""Then she comes back on a new one, so that both workers get their share."""


@dataclass(frozen=True)
class Reply:
    """What came back."""

    status: int
    headers: dict[str, str]
    body: bytes

    @property
    def text(self) -> str:
        return self.body.decode()


class Visitor:
    """One device with one address open."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.cookies: dict[str, str] = {}
        self._socket: socket.socket | None = None
        self._asked = 0

    def get(self, path: str, *, compressed: bool = False) -> Reply:
        """Fetch a page; compressed as a browser gets it, or as text that can be read here."""
        return self._ask(f"GET {path}", BROWSERS_TAKE if compressed else "identity", b"")

    def post(self, path: str, form: dict[str, str]) -> Reply:
        """Send a form."""
        return self._ask(f"POST {path}", BROWSERS_TAKE, urlencode(form).encode())

    def _ask(self, what: str, encoding: str, body: bytes) -> Reply:
        cookies = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        head = (
            f"{what} HTTP/1.1\r\nHost: 127.0.0.1:{self.port}\r\n"
            f"Accept: text/html\r\nAccept-Language: nl\r\nAccept-Encoding: {encoding}\r\n"
            f"Cookie: {cookies}\r\n"
        )
        if what.startswith("POST"):
            head += (
                "Content-Type: application/x-www-form-urlencoded\r\n"
                f"Content-Length: {len(body)}\r\n"
            )
        reply = self._exchange(head.encode() + b"\r\n" + body)
        for line in reply.headers.get("set-cookie", "").split("\n"):
            name, _, value = line.partition(";")[0].partition("=")
            if name:
                self.cookies[name] = value
        return reply

    def _exchange(self, request: bytes) -> Reply:
        if self._asked == MOST_ON_ONE_CONNECTION:
            self.leave()
        was_open = self._socket is not None
        try:
            return self._once(request)
        except ConnectionError:
            self.leave()
            # The server hangs up on who was silent for long; a browser then calls again.
            if not was_open:
                raise
            return self._once(request)

    def _once(self, request: bytes) -> Reply:
        if self._socket is None:
            self._socket = socket.create_connection(("127.0.0.1", self.port), TIMEOUT)
            self._socket.setsockopt(socket.IPPROTO_TCP, socket.TCP_NODELAY, 1)
        self._asked += 1
        self._socket.sendall(request)
        return _reply(self._socket)

    def leave(self) -> None:
        """Hang up."""
        if self._socket is not None:
            self._socket.close()
        self._socket, self._asked = None, 0


def _reply(connection: socket.socket) -> Reply:
    received = b""
    while b"\r\n\r\n" not in received:
        received += _more(connection)
    head, _, body = received.partition(b"\r\n\r\n")
    first, *lines = head.decode("latin-1").split("\r\n")
    headers: dict[str, str] = {}
    for line in lines:
        name, _, value = line.partition(": ")
        name = name.lower()
        headers[name] = f"{headers[name]}\n{value}" if name in headers else value
    length = int(headers.get("content-length", 0))
    while len(body) < length:
        body += _more(connection)
    return Reply(int(first.split()[1]), headers, body)


def _more(connection: socket.socket) -> bytes:
    if not (part := connection.recv(65536)):
        raise ConnectionError("The server hung up.")
    return part
