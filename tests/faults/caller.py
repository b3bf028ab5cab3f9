"""A plain HTTP client of somebody signed in, who believes nothing but a receipt for his own bytes."""

import hashlib
from typing import Any

import requests

from tests import people
from tests.web import calls


class Caller:
    """Speaks to `origin` as a browser at that address would; a context manager. One try, no redirects."""

    def __init__(self, origin: str, timeout: float = 10) -> None:
        self.origin, self.timeout = origin, timeout
        self.http = requests.Session()
        self.http.trust_env = False

    def __enter__(self) -> "Caller":
        return self

    def __exit__(self, *_: object) -> None:
        self.http.close()

    def ask(self, method: str, path: str, *, headers: dict[str, str] | None = None, **more: Any) -> requests.Response:
        """One request. Raises requests.RequestException."""
        return self.http.request(method, self.origin + path, headers={"Origin": self.origin, **(headers or {})},
                                 timeout=self.timeout, allow_redirects=False, **more)

    def sign_in(self, person: people.Person) -> None:
        """Be this person from now on."""
        said = {"login": person.login, "password": people.PASSWORD}
        assert self.ask("POST", "/api/v1/session", json=said).status_code == 200

    def send_event(self, id: str, raw: bytes) -> int | None:
        """200 or 201 with a receipt for these bytes; None for everything else: not sent."""
        return self._receipted(raw, "events", id, calls.digest(raw))

    def send_blob(self, raw: bytes) -> int | None:
        """200 or 201 with a receipt for these bytes; None for everything else: not sent."""
        return self._receipted(raw, "blobs", hashlib.sha256(raw).hexdigest(), {"Content-Type": "image/jpeg"})

    def _receipted(self, raw: bytes, noun: str, name: str, headers: dict[str, str]) -> int | None:
        try:
            answer = self.ask("PUT", f"{calls.HERE}/{noun}/{name}", data=raw, headers=headers)
            said = answer.json() if answer.status_code in (200, 201) else None
        except (requests.RequestException, ValueError):
            return None
        ours = isinstance(said, dict) and said.get("sha256") == hashlib.sha256(raw).hexdigest()
        return answer.status_code if ours else None
