"""A plain HTTP client with cookies: what a phone's browser does for the pages it shows."""

import base64
import hashlib
import http.client
import json
from dataclasses import dataclass, field
from http.cookies import SimpleCookie
from typing import Any


class Unexpected(Exception):
    """The server answered what this call can never mean; the message says which call and what came."""


@dataclass
class Wire:
    """One connection to one server; `cookies` survive it, as in a browser."""

    host: str
    port: int
    cookies: dict[str, str] = field(default_factory=dict)
    _open: http.client.HTTPConnection | None = None

    def call(self, method: str, path: str, body: bytes | None = None, *, mime: str = "application/json",
             digest: bool = False, fine: tuple[int, ...] = (200, 201)) -> tuple[int, bytes]:
        """(status, body). Raises Unexpected for any status that is not `fine`, OSError when nobody answers."""
        head = {"Origin": f"http://{self.host}:{self.port}", "Accept": "application/json"}
        if self.cookies:
            head["Cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        if body is not None:
            head["Content-Type"] = mime
        if digest:
            sum_ = base64.b64encode(hashlib.sha256(body or b"").digest()).decode()
            head["Content-Digest"] = f"sha-256=:{sum_}:"
        line = self._connection()
        line.request(method, path, body, head)
        answer = line.getresponse()
        said = answer.read()
        self._remember(answer.headers.get_all("Set-Cookie") or [])
        if answer.status not in fine:
            raise Unexpected(f"{method} {path}: {answer.status} {said[:300].decode(errors='replace')}")
        return answer.status, said

    def ask(self, method: str, path: str, said: Any = None) -> Any:
        """The same with JSON both ways."""
        body = None if said is None else json.dumps(said, ensure_ascii=False).encode()
        return json.loads(self.call(method, path, body)[1])

    def close(self) -> None:
        """Hang up; the next call opens anew."""
        if self._open is not None:
            self._open.close()
            self._open = None

    def _connection(self) -> http.client.HTTPConnection:
        if self._open is None:
            self._open = http.client.HTTPConnection(self.host, self.port, timeout=60)
        return self._open

    def _remember(self, lines: list[str]) -> None:
        for line in lines:
            for name, morsel in SimpleCookie(line).items():
                self.cookies[name] = morsel.value
