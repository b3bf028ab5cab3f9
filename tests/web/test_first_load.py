"""What a phone loads the first time: little enough for a weak line, and the very program that was written."""

import re

import pytest

from server import resources
from server.web import shell

STATIC = resources.folder("static").resolve()
BYTES_MAX = 80_000
WHOLE_BYTES_MAX = 224_000
FIRST_FILES = {"/", "/manifest.webmanifest", "/static/app.css", "/static/labels/zh-CN.json", "/static/icons/xunlou.svg",
               "/static/icons/xunlou-192.png"}
FIRST_SCREENS = ("js/main.js",)
"""All that is needed until the map is on the screen and records go out; other screens follow behind it."""

IMPORT = re.compile(r'^(?:import|export)\b[^"\n]*"(\.[^"]+)"', re.MULTILINE)


def with_imports(name: str, found: dict[str, None]) -> dict[str, None]:
    """The module and all it cannot start without, as names under static/."""
    if name not in found:
        found[name] = None
        for other in IMPORT.findall((STATIC / name).read_text(encoding="utf-8")):
            with_imports((STATIC / name).parent.joinpath(other).resolve().relative_to(STATIC).as_posix(), found)
    return found


def packed(client, path: str) -> int:
    return len(client.get(path, headers={"Accept-Encoding": "gzip"}).data)


def test_what_a_phone_needs_until_the_map_is_there_fits_a_weak_line(client):
    scripts: dict[str, None] = {}
    for name in FIRST_SCREENS:
        with_imports(name, scripts)
    sizes = {path: packed(client, path) for path in {*FIRST_FILES, *(f"/static/{name}" for name in scripts)}}
    assert sizes.keys() <= shell.shell_files().keys()
    assert sum(sizes.values()) <= BYTES_MAX, sorted(sizes.items(), key=lambda one: -one[1])[:10]


def test_the_page_itself_says_what_it_is_in_the_words_the_sign_in_will_have(client):
    labels = client.get("/static/labels/zh-CN.json").json
    page = client.get("/").text
    assert f"<h1>{labels['app.name']}</h1>" in page and f'<p class="lead">{labels["app.line"]}</p>' in page


def test_the_whole_phone_in_both_languages_is_kept_in_little_room(client):
    sizes = {path: packed(client, path) for path in shell.shell_files()}
    assert sum(sizes.values()) <= WHOLE_BYTES_MAX, sorted(sizes.items(), key=lambda one: -one[1])[:10]


@pytest.mark.parametrize("name", ["js/core/coverage.js", "js/edge/db.js", "desk/desk.js"])
def test_scripts_travel_without_remarks_and_keep_their_lines(client, name):
    written = (resources.folder("static") / name).read_text(encoding="utf-8").splitlines()
    sent = client.get(f"/static/{name}").text.splitlines()
    assert len(sent) == len(written) and "/**" not in "".join(sent)
    changed = [pair for pair in zip(written, sent, strict=True) if pair[0] != pair[1] and pair[1].strip()]
    assert all("/**" in before for before, _ in changed), changed


def test_the_address_with_a_hash_is_of_what_is_sent(app, client):
    assert "immutable" in client.get(shell.hashed("js/main.js")).headers["Cache-Control"]


def test_the_page_names_every_script_it_cannot_start_without(client):
    page = client.get("/").text
    named = re.findall(r'<link rel="modulepreload" href="/static/([^"]+)">', page)
    assert sorted(named) == sorted(with_imports("js/main.js", {})) and named[0] == "js/main.js"
    assert "<!--" not in page
