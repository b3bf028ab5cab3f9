"""The phone's shell: page, worker, manifest and files, with caching a worker can rely on."""

import hashlib
import json
import re
from functools import lru_cache
from pathlib import Path

from flask import Blueprint, Response, request

from server import resources
from server.domain.problems import Problem
from server.web import modules

blueprint = Blueprint("shell", __name__)

PATTERNS = ("index.html", "app.css", "css/**/*.css", "manifest.webmanifest", "labels/**/*.json", "js/**/*.js",
            "icons/*")
"""What the phone keeps to work without a network; the desk's files are not among them."""

TYPES = {".html": "text/html; charset=utf-8", ".css": "text/css; charset=utf-8",
         ".js": "text/javascript; charset=utf-8", ".json": "application/json",
         ".webmanifest": "application/manifest+json", ".svg": "image/svg+xml", ".png": "image/png",
         ".ico": "image/vnd.microsoft.icon", ".webp": "image/webp", ".woff2": "font/woff2",
         ".txt": "text/plain; charset=utf-8"}
REMARK = re.compile(rb"/\*\*.*?\*/", re.DOTALL)
"""What a script says to its reader. A phone on a weak line need not wait for a third more bytes."""

NAME_BYTES_MAX = 200        # longer, the file system itself would complain
ASK_EVERY_TIME = "no-cache"
FOR_EVER = "public, max-age=31536000, immutable"


@blueprint.get("/")
def index() -> Response:
    """The one page of the phone."""
    return _file("index.html")


@blueprint.get("/manifest.webmanifest")
def manifest() -> Response:
    """How the app is installed."""
    return _file("manifest.webmanifest")


@blueprint.get("/sw.js")
def worker() -> Response:
    """The service worker, with the version and the hashes of what it keeps filled in."""
    files = shell_files()
    script = _content(_existing("sw.js")).decode()
    script = script.replace("__VERSION__", version(files)).replace("__FILES__", json.dumps(files, sort_keys=True))
    return _answer(script.encode(), ".js")


@blueprint.get("/static/<path:name>")
def static(name: str) -> Response:
    """A file of the shell or the desk; `?v=` of its own hash makes the address immutable."""
    return _file(name)


def shell_files() -> dict[str, str]:
    """{address: sha256} of everything the phone keeps."""
    root = resources.folder("static")
    found = {path for pattern in PATTERNS for path in root.glob(pattern)
             if path.is_file() and path.suffix in TYPES and not path.name.endswith(".test.js")}
    return {_address(path, root): _hash(path, _changed(path, root)) for path in found}


def _changed(path: Path, root: Path) -> int:
    """When the file was written last; the page names scripts, so that it changes with any of them."""
    written = [path, *root.glob("js/**/*.js")] if path.name == "index.html" else [path]
    return max(one.stat().st_mtime_ns for one in written)


def version(files: dict[str, str]) -> str:
    """Changes when any file of the shell does."""
    return hashlib.sha256(json.dumps(files, sort_keys=True).encode()).hexdigest()[:16]


def hashed(name: str) -> str:
    """The address of a static file with its hash, for pages that want it cached for ever."""
    path = _existing(name)
    return f"/static/{name}?v={_hash(path, path.stat().st_mtime_ns)[:16]}"


def _address(path: Path, root: Path) -> str:
    name = path.relative_to(root).as_posix()
    return {"index.html": "/", "manifest.webmanifest": "/manifest.webmanifest"}.get(name, f"/static/{name}")


@lru_cache(maxsize=2000)
def _hash(path: Path, _changed: int) -> str:
    return hashlib.sha256(_content(path)).hexdigest()


def _content(path: Path) -> bytes:
    """The file as it is sent: scripts without their remarks, every line where it was; the page with its scripts."""
    raw = path.read_bytes()
    if path.name == "index.html":
        return modules.named_in(raw, path.parent)
    return REMARK.sub(lambda found: b"\n" * found[0].count(b"\n"), raw) if path.suffix == ".js" else raw


def _existing(name: str) -> Path:
    """The file of that name under static/, nothing outside it. Raises Problem not_found."""
    root = resources.folder("static").resolve()
    if "\x00" in name or "\\" in name or len(name.encode()) > NAME_BYTES_MAX:
        raise Problem("not_found")
    path = (root / name).resolve()
    if not path.is_relative_to(root) or path.suffix not in TYPES or not path.is_file():
        raise Problem("not_found")
    return path


def _file(name: str) -> Response:
    path = _existing(name)
    return _answer(_content(path), path.suffix)


def _answer(content: bytes, suffix: str) -> Response:
    digest = hashlib.sha256(content).hexdigest()
    response = Response(content, content_type=TYPES[suffix])
    response.set_etag(digest[:32])
    asked = request.args.get("v")
    response.headers["Cache-Control"] = FOR_EVER if asked == digest[:16] else ASK_EVERY_TIME
    response.make_conditional(request)
    return response
