"""Notices as desk tests make and read them: issued by a form, read back from their papers."""

import io
import re

import pypdf

from tests.people import BOB, PROJECT


def issue(office, person=BOB, unit="o5", text="脚手架防护", **typed):
    """The desk of the issuer, at the page of the notice he has just issued."""
    desk = office(person)
    desk.open(f"notices/new?unit={unit}")
    assert desk.send("issue", text=text, **typed).status_code == 200
    return desk


def id_of(desk):
    """The id of the notice whose page is open."""
    return re.search(r"/notices/([0-9a-f-]{36})/", desk.page.text)[1]


def paper(desk, id, form="notice"):
    """All printed characters of a form, without blanks."""
    answer = desk.browser.ask("GET", f"/desk/{PROJECT}/notices/{id}/{form}.pdf")
    assert answer.status_code == 200, answer.text
    told = "".join(page.extract_text() for page in pypdf.PdfReader(io.BytesIO(answer.data)).pages)
    return re.sub(r"\s", "", told)
