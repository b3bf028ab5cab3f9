"""Prints a paper of 30 findings and 60 photos in a process of its own: seconds, bytes, and the most memory it held."""

import io
import json
import resource
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from statistics import median
from typing import Any

from tests.benchmarks.budgets import Verdict

FINDINGS, TIMES = 30, 5
SECONDS_MAX, BYTES_MB_MAX, PEAK_MB_MAX = 1.5, 3, 300
TAKEN = (4000, 3000)
"""Pixels of a photo as phones take them."""


def measured() -> dict[str, Any]:
    """{"seconds", "cpu": of each of TIMES processes, "bytes": of both parts, "peak_mb": the most memory of any}."""
    with tempfile.TemporaryDirectory(prefix="xunlou-print-") as folder:
        pictures(Path(folder))
        runs = [json.loads(subprocess.run([sys.executable, "-m", __name__, folder], check=True, capture_output=True,
                                          text=True).stdout) for _ in range(TIMES)]
    return {"seconds": [run["seconds"] for run in runs], "cpu": [run["cpu"] for run in runs], "bytes": runs[0]["bytes"],
            "peak_mb": max(run["peak_mb"] for run in runs)}


def judge(told: dict[str, Any]) -> list[Verdict]:
    """Text and annex together."""
    return [Verdict("seconds", median(told["seconds"]), "≤", SECONDS_MAX),
            Verdict("MB of paper", told["bytes"] / 1e6, "≤", BYTES_MB_MAX),
            Verdict("peak memory, MB", told["peak_mb"], "≤", PEAK_MB_MAX)]


def pictures(folder: Path) -> None:
    """The print copies of 60 photos as a phone of 12 million pixels takes them, none like another."""
    from server.storage.pictures import rendition
    for nr in range(2 * FINDINGS):
        (folder / f"{nr:064x}.jpg").write_bytes(rendition(io.BytesIO(taken(nr)), "print"))


def taken(nr: int) -> bytes:
    """A wall with cracks and noise; its print copy weighs about 100 KB, as those of site photos do."""
    import random

    from PIL import Image, ImageDraw, ImageFilter
    said = random.Random(nr)
    noise = Image.effect_noise((TAKEN[0] // 4, TAKEN[1] // 4), 30).resize(TAKEN)
    pen = ImageDraw.Draw(noise)
    for _ in range(40):
        ends = [(said.randrange(TAKEN[0]), said.randrange(TAKEN[1])) for _ in range(3)]
        pen.line(ends, fill=said.randrange(255), width=said.randrange(4, 90))
    tinted = Image.merge("RGB", (noise, noise.point(lambda v: v * 9 // 10), noise.filter(ImageFilter.BoxBlur(3))))
    out = io.BytesIO()
    tinted.save(out, "JPEG", quality=88)
    return out.getvalue()


def paper(folder: Path) -> dict[str, Any]:
    """Both parts of the paper, from content to bytes, in this process."""
    from server.domain.sheet import assemble
    from server.paper.render import pdf
    from tests.paper.worked_day import DAY, door, finding, material, photo
    shas = [(f"{2 * nr:064x}", f"{2 * nr + 1:064x}") for nr in range(FINDINGS)]
    found = {f"x{nr}": finding(
        f"x{nr}", f"AQ-{DAY.replace('-', '')}-1{nr:02}", door(1 + nr % 20, 1), "作业层缺挡脚板约8m", "o5", severity=1 + nr % 2,
        position="四层", requirement="按规范补齐", photos=[photo(before, "before"), photo(after, "after")])
        for nr, (before, after) in enumerate(shas)}
    flows = [{"finding": id, "unit": "o5", "effect": "new", "tag": None} for id in found]
    content = assemble(material(findings=found, flows=flows, counted={"o5": FINDINGS}, previous=None, prepared={},
                                pictures={sha: sha for pair in shas for sha in pair}))
    assert sum(bool(pair["before"]["sha256"]) for pair in content["annex"]["pairs"]) == FINDINGS
    began, used = time.perf_counter(), time.process_time()
    made = [pdf(content, lambda sha: _read(folder, sha), part) for part in ("text", "annex")]
    return {"seconds": time.perf_counter() - began, "cpu": time.process_time() - used, "bytes": sum(len(one) for one in made),
            "peak_mb": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * 1024 / 1e6}


def _read(folder: Path, sha: str) -> bytes | None:
    file = folder / f"{sha}.jpg"
    return file.read_bytes() if file.exists() else None


if __name__ == "__main__":
    print(json.dumps(paper(Path(sys.argv[1]))))
