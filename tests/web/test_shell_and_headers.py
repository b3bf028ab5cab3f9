"""What every answer carries, and the shell a phone can live on without a network."""

import gzip
import hashlib
import json
import re

import pytest

from server import resources
from server.web import shell
from tests import people

PAGES = ["/", "/sw.js", "/manifest.webmanifest", "/static/app.css", "/api/v1/hello", "/api/v1/docs", "/nowhere",
         "/desk/login", "/static/../server/app.py", "/api/v1/session"]


@pytest.mark.parametrize("path", PAGES)
def test_every_answer_says_what_it_may_load_and_forbids_the_rest(app, client, path):
    headers = client.get(path).headers
    policy = headers["Content-Security-Policy"]
    assert "default-src 'none'" in policy and "unsafe" not in policy and "frame-ancestors 'none'" in policy
    assert headers["X-Content-Type-Options"] == "nosniff" and "camera=(self)" in headers["Permissions-Policy"]
    assert headers["Cross-Origin-Opener-Policy"] == "same-origin" and headers["Referrer-Policy"]
    assert "Strict-Transport-Security" not in headers


def test_over_https_browsers_are_told_to_stay_there(app, client):
    app.config["ORIGIN"] = "https://xunlou.example.cn"
    assert "max-age" in client.get("/api/v1/hello").headers["Strict-Transport-Security"]


def test_answers_of_the_api_are_kept_by_nobody(compound, browser):
    for path in ("/api/v1/hello", "/api/v1/session", "/api/v1/projects/p1/feed", "/api/v1/projects/p9/feed"):
        assert browser(people.ALICE).ask("GET", path).headers["Cache-Control"] == "no-store", path


def test_the_worker_lists_files_that_exist_and_nothing_that_does_not(client):
    script = client.get("/sw.js").text
    assert "__VERSION__" not in script and "__FILES__" not in script
    files = json.loads(re.search(r"FILES = (\{.*?\})", script)[1])
    assert {"/", "/static/app.css", "/static/js/main.js", "/manifest.webmanifest"} <= set(files)
    assert not any("/desk/" in path or path.endswith(".test.js") for path in files)
    for path, sha256 in files.items():
        answer = client.get(path)
        assert (answer.status_code, hashlib.sha256(answer.data).hexdigest()) == (200, sha256), path


def test_everything_the_page_and_its_modules_import_is_in_the_workers_list(client):
    files = set(shell.shell_files())
    page = client.get("/").text
    assert set(re.findall(r'(?:src|href)="(/static/[^"]+)"', page)) <= files
    root = resources.folder("static")
    for script in (root / "js").rglob("*.js"):
        if script.name.endswith(".test.js"):
            continue
        for name in re.findall(r'(?:from|import\()\s*"(\.[^"]+)"', script.read_text()):
            wanted = (script.parent / name).resolve().relative_to(root).as_posix()
            assert f"/static/{wanted}" in files, (script.name, name)


def test_any_change_of_a_file_is_another_version(monkeypatch):
    files = shell.shell_files()
    changed = {**files, "/static/app.css": "0" * 64}
    assert shell.version(files) != shell.version(changed) != shell.version({})


def test_files_are_asked_for_again_but_not_sent_again(client):
    first = client.get("/static/app.css")
    assert first.headers["Cache-Control"] == "no-cache"
    again = client.get("/static/app.css", headers={"If-None-Match": first.headers["ETag"]})
    assert (again.status_code, again.data) == (304, b"")


def test_only_an_address_with_the_right_hash_is_kept_for_ever(app, client):
    assert "immutable" in client.get(shell.hashed("app.css")).headers["Cache-Control"]
    assert "immutable" not in client.get("/static/app.css?v=0000000000000000").headers["Cache-Control"]


@pytest.mark.parametrize("name", ["../pyproject.toml", "..%2fpyproject.toml", "%2e%2e/server/app.py", "js/%00.js",
                                  "js", "", "a" * 5000, "..\\server\\app.py", "/etc/passwd", "js/../../wsgi.py"])
def test_nothing_outside_the_folder_is_served(client, name):
    assert client.get(f"/static/{name}").status_code in (404, 308)


def test_text_travels_packed_to_whoever_takes_it(client):
    plain = client.get("/static/app.css")
    packed = client.get("/static/app.css", headers={"Accept-Encoding": "gzip"})
    assert packed.headers["Content-Encoding"] == "gzip" and gzip.decompress(packed.data) == plain.data
    assert len(packed.data) < len(plain.data) / 2 and "Accept-Encoding" in packed.headers["Vary"]
    again = client.get("/static/app.css", headers={
        "Accept-Encoding": "gzip", "If-None-Match": packed.headers["ETag"]})
    assert again.status_code == 304


def test_a_page_that_is_not_there_says_so_to_people(client):
    answer = client.get("/nowhere")
    assert answer.status_code == 404 and answer.mimetype == "text/html" and "没有找到" in answer.text


def test_hello_is_for_everybody_and_says_nothing_of_anybody(client):
    assert set(client.get("/api/v1/hello").json) == {"name", "version", "min_app", "server_time", "demo"}
