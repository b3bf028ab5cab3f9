"""What a phone loads the first time: little enough for a weak line, and the very program that was written."""

import re

import pytest

from server import resources
from server.web import shell

BYTES_MAX = 80_000
NOT_LOADED = re.compile(r"/labels/en\.json$|maskable|-512\.png$")
"""The other language, and icons for when the app is installed."""


def test_everything_a_phone_loads_at_first_fits_a_weak_line(client):
    sizes = {path: len(client.get(path, headers={"Accept-Encoding": "gzip"}).data)
             for path in shell.shell_files() if not NOT_LOADED.search(path)}
    assert {"/", "/static/js/main.js", "/static/js/screens/finding.js", "/static/labels/zh-CN.json"} <= set(sizes)
    assert sum(sizes.values()) <= BYTES_MAX, sorted(sizes.items(), key=lambda one: -one[1])[:10]


@pytest.mark.parametrize("name", ["js/core/coverage.js", "js/edge/db.js", "desk/desk.js"])
def test_scripts_travel_without_remarks_and_keep_their_lines(client, name):
    written = (resources.folder("static") / name).read_text(encoding="utf-8").splitlines()
    sent = client.get(f"/static/{name}").text.splitlines()
    assert len(sent) == len(written) and "/**" not in "".join(sent)
    changed = [pair for pair in zip(written, sent, strict=True) if pair[0] != pair[1] and pair[1].strip()]
    assert all("/**" in before for before, _ in changed), changed


def test_the_address_with_a_hash_is_of_what_is_sent(app, client):
    assert "immutable" in client.get(shell.hashed("js/main.js")).headers["Cache-Control"]
