"""Another build of the phone, as the next release would be: its own version, a word changed, a store added."""

import json
import shutil
from pathlib import Path

from server import resources

NEXT = "0.2.0"
WORD = "本月未发现问题"
STORE = '{ store: "later", keyPath: "id", indexes: {} },'


def next_build(folder: Path) -> Path:
    """A copy of static/ with these changes; each is made exactly once."""
    shutil.copytree(resources.folder("static"), folder)
    _change(folder / "js/core/version.js", 'APP_VERSION = "0.1.0"', f'APP_VERSION = "{NEXT}"')
    _change(folder / "js/edge/db.js", "const STORES = [", f"const STORES = [\n  {STORE}")
    labels = folder / "labels/zh-CN.json"
    words = json.loads(labels.read_text())
    labels.write_text(json.dumps({**words, "act.clean": WORD}, ensure_ascii=False))
    return folder


def _change(path: Path, old: str, new: str) -> None:
    text = path.read_text()
    assert text.count(old) == 1, (path, old)
    path.write_text(text.replace(old, new))
