"""Asks every route of the table as one person and reads the answers so that two of them can be compared."""

import io
import json
import re
import zipfile
from dataclasses import dataclass
from urllib.parse import unquote

import pypdf

from tests.paper.printing import flat
from tests.people import Person
from tests.web.walls.rows import ROWS
from tests.web.walls.secret import Told

UUIDS = re.compile(r"[0-9a-f]{8}-(?:[0-9a-f]{4}-){3}[0-9a-f]{12}|\b[0-9a-f]{32}\b")
COUNTERS = ("seq", "head", "next", "epoch", "view", "server_time", "received_at")
"""They tell how much the whole log has grown, and nothing else."""


@dataclass(frozen=True)
class Answer:
    """One answer: what was asked (with its body, as text), the status, and all a reader could take from it."""

    route: str
    asked: str
    status: int
    text: str

    def without(self, told: Told, decoy: Told) -> tuple[int, str]:
        """The answer with the unit's things, where he named them himself, named like the decoy's."""
        text = unquote(unquote(self.text))      # an address inside an address: where to go back to
        for known, unknown in zip(told.words(), decoy.words(), strict=True):
            text = text.replace(known, unknown) if known in self.asked else text
        return self.status, UUIDS.sub("id", text)


def routes(app) -> list[str]:
    """`GET /desk/` and so on, of the whole application; HEAD and OPTIONS go with the others."""
    return [f"{method} {rule.rule}" for rule in app.url_map.iter_rules()
            for method in sorted(rule.methods - {"HEAD", "OPTIONS"})]


def ask(browser, route: str, told: Told, person: Person | None) -> list[Answer]:
    """Everything the route's row asks; reading is also asked with HEAD, which must say no more."""
    method, found = route.split(" ")[0], []
    for address, more in ROWS[route].asks(told, person):
        answer = browser.ask(method, address, **more)
        assert answer.status_code < 500, (route, address, answer.text)
        asked = f"{address} {_sent(more)}"
        found.append(Answer(route, asked, answer.status_code, told_by(answer)))
        if method == "GET":
            head = browser.ask("HEAD", address)
            found.append(Answer(route, f"{asked} HEAD", head.status_code, headers_of(head)))
            assert head.status_code == answer.status_code and not head.data, address
    return found


def told_by(answer) -> str:
    """Headers and body as text; a PDF's pages as the words on them, a workbook as all its parts unpacked."""
    if answer.mimetype == "application/pdf":
        body = flat(pypdf.PdfReader(io.BytesIO(answer.data)))
    elif answer.data[:4] == b"PK\x03\x04":
        with zipfile.ZipFile(io.BytesIO(answer.data)) as parts:
            body = "\n".join(parts.read(name).decode(errors="replace") for name in sorted(parts.namelist())
                             if not name.startswith("docProps/"))
    else:
        body = answer.data.decode(errors="replace")
    return f"{headers_of(answer)}\n{body}"


def headers_of(answer) -> str:
    """The headers that could say something; lengths and dates left out."""
    return "\n".join(f"{name}: {value}" for name, value in answer.headers
                     if name not in ("Content-Length", "Date", "Set-Cookie"))


def steady(answer: Answer) -> tuple[str, str, int, object]:
    """The answer without what grows with the log: for asking before and after something happened."""
    headers, brace, body = answer.text.partition("\n{")
    data = brace and "Content-Type: application/json" in headers
    said = _still(json.loads("{" + body)) if data else UUIDS.sub("id", answer.text)
    return answer.route, UUIDS.sub("id", answer.asked), answer.status, said


def _still(said):
    if isinstance(said, list):
        return sorted((_still(one) for one in said), key=lambda one: json.dumps(one, sort_keys=True))
    if isinstance(said, dict):
        return {key: _still(value) for key, value in said.items() if key not in COUNTERS}
    return said


def _sent(more: dict) -> str:
    body = more.get("json") or more.get("data") or ""
    return body.decode() if isinstance(body, bytes) else json.dumps(body, ensure_ascii=False)
