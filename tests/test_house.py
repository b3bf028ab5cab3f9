"""House rules for every room: which way imports point, how long things get, what is said once."""

import ast
import json
import re
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[1]
SERVER = ROOT / "server"
BELOW_WEB = {"domain", "storage", "sync", "paper"}
MAY_IMPORT = {
    "domain": set(),
    "storage": {"domain", "resources"},
    "sync": {"domain", "storage"},
    "paper": {"domain", "storage", "resources"},
    "imports": BELOW_WEB | {"resources"},
    "demo": BELOW_WEB | {"imports", "config", "app", "house", "resources"},
    "web": BELOW_WEB | {"imports", "config", "house", "resources"},
    "commands": BELOW_WEB | {"imports", "demo", "web", "config", "app", "house", "resources"},
}
WITHOUT_FLASK = ["domain", "sync", "paper"]
PYTHON = sorted([*SERVER.rglob("*.py"), *(ROOT / "tests").rglob("*.py")])
PYTHON = [path for path in PYTHON if "node_modules" not in path.parts]
SCRIPTS = sorted((ROOT / "static" / "js").rglob("*.js"))
MODULE_LINES_MAX = 200
FUNCTION_LINES_MAX = 40
BINARY = {".jpg", ".jpeg", ".png", ".heic", ".pdf", ".woff2", ".ico", ".xlsx", ".zip"}


def named(path: Path) -> str:
    return str(path.relative_to(ROOT))


def imports_of(path: Path) -> set[str]:
    """Full names of all modules a file imports, wherever in it the import stands; relative ones resolved."""
    package = path.relative_to(ROOT).with_suffix("").parts[:-1]
    found = set()
    for node in ast.walk(ast.parse(path.read_text())):
        if isinstance(node, ast.Import):
            found |= {alias.name for alias in node.names}
        elif isinstance(node, ast.ImportFrom):
            start = package[: len(package) - node.level + 1] if node.level else ()
            base = ".".join([*start, *([node.module] if node.module else [])])
            found |= {f"{base}.{alias.name}" for alias in node.names}
    return found


def rooms_imported_by(path: Path) -> set[str]:
    """The rooms of the server a file imports from: `server.storage.log` is from `storage`."""
    parts = [name.split(".") for name in imports_of(path)]
    return {names[1] for names in parts if names[0] == "server" and len(names) > 1}


@pytest.mark.parametrize("room", MAY_IMPORT)
def test_imports_point_one_way(room):
    allowed = MAY_IMPORT[room] | {room}
    wrong = {named(path): sorted(rooms_imported_by(path) - allowed) for path in (SERVER / room).rglob("*.py")}
    assert {path: rooms for path, rooms in wrong.items() if rooms} == {}


def test_the_rules_of_the_field_need_only_the_standard_library():
    known = sys.stdlib_module_names | {"server"}
    foreign = {named(path): sorted({name.split(".")[0] for name in imports_of(path)} - known)
               for path in (SERVER / "domain").rglob("*.py")}
    assert {path: names for path, names in foreign.items() if names} == {}


@pytest.mark.parametrize("room", WITHOUT_FLASK)
def test_judging_and_printing_know_nothing_of_http(room):
    wrong = [named(path) for path in (SERVER / room).rglob("*.py")
             if any(name.split(".")[0] in ("flask", "werkzeug") for name in imports_of(path))]
    assert wrong == []


def test_only_the_storage_room_speaks_sql_and_only_transaction_commits():
    commits = [named(path) for path in SERVER.rglob("*.py") if ".commit()" in path.read_text()]
    assert commits == ["server/storage/db.py"]


def test_modules_fit_on_a_few_screens():
    lengths = {named(path): len(path.read_text().splitlines()) for path in [*PYTHON, *SCRIPTS]}
    assert {path: lines for path, lines in lengths.items() if lines > MODULE_LINES_MAX} == {}


def test_functions_fit_on_one_screen():
    long = {}
    for path in PYTHON:
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
                lines = (node.end_lineno or node.lineno) - node.lineno + 1
                if lines > FUNCTION_LINES_MAX:
                    long[f"{named(path)}:{node.name}"] = lines
    assert long == {}


def test_every_module_opens_by_saying_what_it_is_for():
    written = [path for path in PYTHON if path.read_text()]
    silent = [named(path) for path in written if not ast.get_docstring(ast.parse(path.read_text()))]
    assert silent == []


@pytest.mark.parametrize("power", [r"\bindexedDB\b", r"\bfetch\("])
def test_one_module_owns_each_browser_power(power):
    owners = [named(path) for path in SCRIPTS if re.search(power, path.read_text())]
    assert len(owners) == 1, owners


def test_nothing_is_left_to_do_or_skipped():
    """Words are put together here so that this file does not find itself."""
    words = ["TO" + "DO", "FIX" + "ME", r"pytest\." + r"skip\(", "mark" + r"\.skip", "x" + "fail"]
    left = re.compile("|".join(words))
    assert [named(path) for path in committed() if left.search(path.read_text(errors="replace"))] == []


def test_lock_files_hold_names_versions_and_hashes_but_no_addresses():
    locks = [path for path in committed() if path.name in ("package-lock.json", "requirements.lock")]
    assert {path.name for path in locks} == {"package-lock.json", "requirements.lock"}
    assert [named(path) for path in locks if re.search(r"https?://|\"resolved\"", path.read_text())] == []


def test_the_python_lock_covers_what_the_package_needs():
    project = tomllib.loads((ROOT / "pyproject.toml").read_text())["project"]
    wanted = [*project["dependencies"], *project["optional-dependencies"]["s3"]]
    names = {re.match(r"[A-Za-z0-9_-]+", line)[0].lower() for line in wanted}
    locked = set(re.findall(r"^([a-z0-9_.-]+)==", (ROOT / "requirements.lock").read_text(), re.MULTILINE))
    assert names - locked == set()


def test_labels_say_the_same_things_in_both_languages():
    for folder in (ROOT / "static" / "labels", ROOT / "static" / "labels" / "later", SERVER / "web" / "labels"):
        texts = [json.loads((folder / f"{name}.json").read_text()) for name in ("zh-CN", "en")]
        chinese, english = map(keys, texts)
        assert chinese and set(chinese) ^ set(english) == set(), folder


def keys(labels: dict, before: str = "") -> list[str]:
    """Dotted paths of all texts in a tree of labels."""
    found = []
    for key, value in labels.items():
        found += keys(value, f"{before}{key}.") if isinstance(value, dict) else [before + key]
    return found


def committed() -> list[Path]:
    """Text files of the tree that are not ignored, written by people."""
    listed = subprocess.run(["git", "ls-files", "-co", "--exclude-standard"], cwd=ROOT, text=True,
                            capture_output=True, check=True).stdout.split("\n")
    paths = [ROOT / name for name in listed if name]
    return [path for path in paths if path.is_file() and path.suffix.lower() not in BINARY]
