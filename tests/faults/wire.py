"""One HTTP/1.1 message, read whole and written byte for byte: what the network passes on and spoils."""

from dataclasses import dataclass, replace
from typing import BinaryIO

HEAD_BYTES_MAX = 64 * 1024
BODY_BYTES_MAX = 32 * 1024 * 1024
PER_HOP = {b"connection", b"keep-alive", b"proxy-connection"}
WITHOUT_BODY = {b"204", b"304"}


class Broken(ConnectionError):
    """The other end closed in the middle of its message, or spoke something this network does not carry."""


@dataclass(frozen=True)
class Message:
    """A request or an answer: its first line, its headers in their order and spelling, its body."""

    first: bytes
    headers: tuple[tuple[bytes, bytes], ...]
    body: bytes = b""

    @property
    def head(self) -> bytes:
        """Everything before the body."""
        return b"\r\n".join([self.first, *(b": ".join(pair) for pair in self.headers), b"", b""])

    @property
    def raw(self) -> bytes:
        """The message as it crosses the wire."""
        return self.head + self.body

    @property
    def method(self) -> str:
        """Of a request: GET, PUT …"""
        return self.first.split(b" ")[0].decode("latin-1")

    @property
    def path(self) -> str:
        """Of a request: what it asks for."""
        return self.first.split(b" ")[1].decode("latin-1")

    @property
    def status(self) -> int:
        """Of an answer: 200, 201 …"""
        return int(self.first.split(b" ")[1])

    def header(self, name: bytes) -> bytes | None:
        """The first header of that lower-case name."""
        return next((value for key, value in self.headers if key.lower() == name), None)

    def flipped(self, place: int, bit: int) -> "Message":
        """The same with one bit of its body the other way round."""
        body = bytearray(self.body)
        body[place] ^= 1 << bit
        return replace(self, body=bytes(body))


def read_request(stream: BinaryIO) -> Message | None:
    """The next request, to be sent on with its connection closed after; None if nothing was asked. Raises Broken."""
    message = _read_head(stream)
    if message is None:
        return None
    if len(message.first.split(b" ")) != 3 or message.header(b"transfer-encoding"):
        raise Broken("not a request with a length")
    return replace(message, body=_read_body(stream, int(message.header(b"content-length") or 0)))


def read_answer(stream: BinaryIO, method: str) -> Message:
    """The answer to a request of `method`. Raises Broken also when its body is shorter than announced."""
    message = _read_head(stream)
    if message is None:
        raise Broken("closed without an answer")
    length = message.header(b"content-length")
    if method == "HEAD" or message.first.split(b" ")[1] in WITHOUT_BODY:
        return message
    return replace(message, body=stream.read(BODY_BYTES_MAX) if length is None else _read_body(stream, int(length)))


def made(status: str, body: bytes = b"", **headers: str) -> Message:
    """An answer of the network's own: `made("302 Found", Location="…")`."""
    said = {**headers, "Content-Length": str(len(body)), "Connection": "close"}
    lines = tuple((name.replace("_", "-").encode(), value.encode()) for name, value in said.items())
    return Message(f"HTTP/1.1 {status}".encode(), lines, body)


def pieces_of(raw: bytes, count: int) -> list[bytes]:
    """`raw` in at most `count` pieces of about equal length."""
    step = -(-len(raw) // count)
    return [raw[start:start + step] for start in range(0, len(raw), step)]


def _read_head(stream: BinaryIO) -> Message | None:
    lines: list[bytes] = []
    size = 0
    while line := stream.readline(HEAD_BYTES_MAX):
        size += len(line)
        if size > HEAD_BYTES_MAX or not line.endswith(b"\n"):
            raise Broken("no end of the head")
        if not line.strip():
            break
        lines.append(line.rstrip(b"\r\n"))
    else:
        if lines:
            raise Broken("closed within the head")
        return None
    if not lines:
        raise Broken("an empty head")
    pairs = [(name, value.strip()) for name, _, value in (line.partition(b":") for line in lines[1:])]
    kept = [(name, value) for name, value in pairs if name.lower() not in PER_HOP]
    return Message(lines[0], (*kept, (b"Connection", b"close")))


def _read_body(stream: BinaryIO, length: int) -> bytes:
    if length > BODY_BYTES_MAX:
        raise Broken("too long")
    body = stream.read(length)
    if len(body) != length:
        raise Broken("closed within the body")
    return body
