"""Pages under docs/ that are written from the code: every setting and every error code, with its words."""

import inspect
import json
from pathlib import Path

from server import config
from server.domain import problems, settings
from server.sync import verdicts

DOCS = Path(__file__).resolve().parents[1] / "docs"


def pages() -> dict[str, str]:
    """File name under docs/ to its whole text."""
    return {"settings.md": settings_page(), "problems.md": problems_page()}


def write() -> int:
    """Write all pages; the exit code of `python -m tests docs`."""
    for name, text in pages().items():
        (DOCS / name).write_text(text)
        print(f"docs/{name}")
    return 0


def settings_page() -> str:
    """Settings of the process from `server/config.py`, settings of a project from `server/domain/settings.py`."""
    process = [(f"`XUNLOU_{name}`", f"`{setting.default}`" if setting.default else "", setting.says)
               for name, setting in config.SETTINGS.items()]
    why = comments(settings)
    project = [(f"`{name}`", f"`{json.dumps(value, ensure_ascii=False)}`", why.get(name, ""))
               for name, value in settings.DEFAULTS.items()]
    return "\n".join([
        "# Settings", "", "Written from the code by `python -m tests docs`.", "",
        "## Of the process", "Read from the environment.", "",
        *table(("name", "default", "meaning"), process), "",
        "## Of a project", "Changed by an administrator; each change is an event. Times are local to `zone`.", "",
        *table(("name", "default", "meaning"), project), ""])


def problems_page() -> str:
    """Error codes of HTTP answers, and reasons in the receipts of records that are held."""
    errors = [(f"`{code}`", str(entry.status), "yes" if entry.retry else "no", entry.zh, entry.en)
              for code, entry in problems.CATALOGUE.items()]
    held = [(f"`{code}`", zh, en) for code, (zh, en) in verdicts.REASONS.items()]
    return "\n".join([
        "# Problems", "", "Written from the code by `python -m tests docs`.", "",
        "## Refused calls",
        'Every refusal is `{"error", "detail", "retry"}`. Retry: the same bytes may pass later.', "",
        *table(("error", "status", "retry", "中文", "English"), errors), "",
        "## Held records", "Stored and shown, but not applied yet; the reason is in the receipt.", "",
        *table(("code", "中文", "English"), held), ""])


def comments(module: object) -> dict[str, str]:
    """What a module says of each key of its tables: in a comment behind the line, or in the line above it."""
    found, above = {}, ""
    for line in inspect.getsource(module).splitlines():
        code, mark, said = line.strip().partition("# ")
        if mark and not code:
            above = said.strip()
        elif code.startswith('"'):
            found[code.split('"')[1]] = said.strip() or above
            above = ""
    return {key: said.replace("|", "/") for key, said in found.items()}


def table(head: tuple[str, ...], rows: list[tuple[str, ...]]) -> list[str]:
    """Lines of a Markdown table."""
    lines = [head, tuple("---" for _ in head), *rows]
    return ["| " + " | ".join(cell.replace("\n", " ") for cell in line) + " |" for line in lines]
