"""Every paper the demo issued: fetched as the secretary does, put into the folder, told with its sums."""

from collections.abc import Iterable
from pathlib import Path
from typing import Any

from server.demo import proof
from server.demo.wire import Wire
from server.domain.sheet import check_code, content_sha256
from server.paper.render import page_count
from server.storage import sheets
from server.storage.db import reading

NAMES = {"daily": "调度会材料-第{number}期", "weekly": "周例会材料-第{number}期", "district": "区例会材料-第{number}期"}
ANNEX, CORRECTED = "-附件", "-第{version}版"


def issued(projects: Iterable[str]) -> list[dict[str, Any]]:
    """The contents of every version of every paper of these projects, in the order of their instants."""
    found = []
    with reading() as look:
        for project in projects:
            for row in sheets.kept(look, project):
                stored = sheets.read(look, project, row["tier"], row["number"], row["version"])
                assert stored is not None, "listed"
                found.append(stored["content"])
    return sorted(found, key=lambda content: (content["as_of"], content["tier"], content["number"], content["version"]))


def printed(data: Path, host: str, port: int, cookies: dict[str, dict[str, str]],
            contents: list[dict[str, Any]]) -> list[dict[str, Any]]:
    """The JSON row of each paper, its text as PDF in the folder. `cookies`: {project: those of who may read there}."""
    rows = []
    for content in contents:
        pages, name = fetched(data, Wire(host, port, cookies[content["project"]]), content)
        sha = content_sha256(content)
        rows.append({
            "tier": content["tier"], "project": content["project"], "number": content["number"],
            "version": content["version"], "day": content["day"], "hash": sha, "code": check_code(sha),
            "identity": content["reconcile"], "coverage": content.get("coverage"), "pdf": name, "pages": pages,
            "dailies": [day["number"] for day in content.get("days", ())],
            "compounds": [one["name"] for one in content.get("compounds", {}).values()],
            "checks": proof.checks(content, contents)})
    return rows


def fetched(data: Path, wire: Wire, content: dict[str, Any], part: str = "text") -> tuple[int, str]:
    """(pages, file name) of one print, written into the folder."""
    number, version, tier = content["number"], content["version"], content["tier"]
    name = NAMES[tier].format(number=number) + (CORRECTED.format(version=version) if version > 1 else "")
    name += (ANNEX if part == "annex" else "") + ".pdf"
    path = f"/api/v1/projects/{content['project']}/sheets/{tier}/{number}/pdf?part={part}&version={version}"
    made = wire.call("GET", path)[1]
    wire.close()
    (data / name).write_bytes(made)
    return page_count(made), name
