"""One request of a scripted phone over a line that may do anything: whatever comes back is an answer, or nothing is."""

import http.client
import json
from dataclasses import dataclass
from typing import Any

TIMEOUT_S = 4
STOPS = {"bad_envelope": 400, "not_member": 403, "id_conflict": 409, "too_large": 413}
"""Only these words of ours, with their own status, stop an item (protocol.md §3.2)."""


@dataclass(frozen=True)
class Answer:
    """`status` 0: none came. `said` is our JSON, an empty dict for anything else."""

    status: int
    said: dict[str, Any]

    @property
    def signed_out(self) -> bool:
        return self.status == 401 and self.said.get("error") == "signed_out"

    def is_receipt(self, sha256: str, id: str | None = None) -> bool:
        """True only when our server says which bytes it has, and they are ours."""
        return (self.status in (200, 201) and self.said.get("sha256") == sha256
                and (id is None or self.said.get("id") == id))

    def stops(self) -> str | None:
        """The word that makes an item wait for a person; None: it is simply not sent."""
        error = self.said.get("error")
        return error if isinstance(error, str) and STOPS.get(error) == self.status else None


NOTHING = Answer(0, {})


class Line:
    """A phone's way to `port`, with its cookies."""

    def __init__(self, port: int) -> None:
        self.port = port
        self.cookies: dict[str, str] = {}

    def ask(self, method: str, path: str, body: bytes | None = None, **headers: str) -> Answer:
        """One request on a connection of its own; never raises for what a network or a server does."""
        origin = f"http://127.0.0.1:{self.port}"
        cookie = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        sent = {"Origin": origin, "Accept": "application/json", "Cookie": cookie,
                **{name.replace("_", "-"): value for name, value in headers.items()}}
        connection = http.client.HTTPConnection("127.0.0.1", self.port, timeout=TIMEOUT_S)
        try:
            connection.request(method, path, body, sent)
            answer = connection.getresponse()
            raw = answer.read()
        except (OSError, http.client.HTTPException):
            return NOTHING
        finally:
            connection.close()
        return self._read(answer, raw)

    def _read(self, answer: http.client.HTTPResponse, raw: bytes) -> Answer:
        if answer.headers.get_content_type() != "application/json":
            return Answer(answer.status, {})
        try:
            said = json.loads(raw)
        except ValueError:
            return Answer(answer.status, {})
        for line in answer.headers.get_all("Set-Cookie") or []:
            name, _, value = line.split(";", 1)[0].partition("=")
            self.cookies[name.strip()] = value.strip()
        return Answer(answer.status, said if isinstance(said, dict) else {})
