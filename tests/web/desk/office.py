"""Somebody's browser at the office pages: opens them, reads what they show, fills in and sends their forms."""

import io
import re
from html.parser import HTMLParser
from urllib.parse import urlsplit

from tests import people

INPUTS = ("input", "select", "textarea", "button")


class _Page(HTMLParser):
    """Texts and forms of a page by their data-testid."""

    def __init__(self, html: str):
        super().__init__()
        self.open, self.texts, self.forms, self.filling, self.field = [], {}, {}, None, None
        self.feed(html)

    def handle_starttag(self, tag, attrs):
        given = dict(attrs)
        name = given.get("data-testid")
        if name:
            self.texts.setdefault(name, [])
            self.texts[name].append("")
        if tag == "form":
            self.filling = {"action": given.get("action"), "fields": []}
            self.forms[name or given.get("action")] = self.filling
        if self.filling is not None and given.get("name"):
            self._noted(tag, given)
        if tag == "option" and self.field is not None and ("selected" in given or self.field[1] is None):
            self.field[1] = given.get("value", "")
        if tag not in ("input", "img", "meta", "link", "br"):
            self.open.append((tag, name))

    def _noted(self, tag, given):
        kind = given.get("type", "")
        if tag == "button" or kind == "file" or (kind in ("checkbox", "radio") and "checked" not in given):
            return
        field = [given["name"], None if tag == "select" else given.get("value") or ""]
        self.filling["fields"].append(field)
        self.field = field if tag in ("select", "textarea") else None

    def handle_data(self, data):
        for _, name in self.open:
            if name:
                self.texts[name][-1] += data
        if self.field is not None and self.open and self.open[-1][0] == "textarea":
            self.field[1] += data.removeprefix("\n") if not self.field[1] else data

    def handle_endtag(self, tag):
        while self.open and self.open.pop()[0] != tag:
            pass
        if tag in ("select", "textarea"):
            self.field = None
        if tag == "form":
            self.filling = None


class Office:
    """`page` is the last answer; its forms are sent as a browser would, with everything already filled in."""

    def __init__(self, browser, person: people.Person):
        self.browser, self.person, self.page = browser, person, None

    def open(self, path: str):
        """Open an address below /desk/p1 (or a whole one), following redirects; the answer."""
        address = path if path.startswith("/desk") else f"/desk/{people.PROJECT}/{path}"
        self.page = self.browser.ask("GET", address, follow_redirects=True)
        return self.page

    def text(self, testid: str) -> str:
        """The text of the element with this data-testid, blanks made one."""
        return " ".join(self._parsed().texts[testid][0].split())

    def texts(self, testid: str) -> list[str]:
        """The texts of all elements with this data-testid, from above."""
        return [" ".join(text.split()) for text in self._parsed().texts.get(testid, [])]

    def shows(self, testid: str) -> bool:
        """Whether the page has such an element."""
        return testid in self._parsed().texts

    def number(self, testid: str) -> int:
        """The whole number an element shows."""
        return int(re.search(r"-?\d+", self.text(testid))[0])

    def fields(self, form: str) -> dict[str, str]:
        """The fields of a form as they stand on the page."""
        return dict(self._parsed().forms[form]["fields"])

    def send(self, form: str, files: tuple[bytes, ...] = (), **typed: str):
        """Send a form of the page with some fields typed over; the page that follows."""
        found = self._parsed().forms[form]
        data: dict[str, list] = {}
        for name, said in found["fields"]:
            data.setdefault(name, []).append(said or "")
        data |= {name: [said] for name, said in typed.items()}
        if files:
            data["photos"] = [(io.BytesIO(raw), f"{nr}.jpg") for nr, raw in enumerate(files)]
        return self.post(found["action"], data)

    def started(self, path: str) -> str:
        """Ask for a long ledger and press its button; the address of the page that waits for it."""
        self.open(path)
        self.send("start")
        return self.page.request.path

    def post(self, address: str, data: dict):
        """Send fields to an address and follow the answer."""
        multipart = {"content_type": "multipart/form-data"} if "photos" in data else {}
        answer = self.browser.ask("POST", address, data=data, **multipart)
        self.page = answer if answer.status_code != 303 else self.open(_local(answer.location))
        return self.page

    def _parsed(self) -> _Page:
        return _Page(self.page.text)


def _local(address: str) -> str:
    parts = urlsplit(address)
    return parts.path + (f"?{parts.query}" if parts.query else "")
