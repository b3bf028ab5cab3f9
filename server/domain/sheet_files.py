"""The names under which an issued sheet's outputs are kept: 水竹花园-第45期-正文.pdf."""

import re
from typing import Any

TIERS = ("daily", "weekly", "district")
"""Every tier a sheet can have, from the site upwards."""

OF_TIER = {"daily": "", "weekly": "周例会", "district": "区例会"}
OUTPUTS = {"text": "正文", "annex": "附件", "word": "供编辑非定稿", "long": "长图", "group": "群发文字"}
NAME_CHARS_MAX = 60
_FORBIDDEN = re.compile(r'[\\/:*?"<>|\x00-\x1f\x7f]+')
"""What Windows, and with it most offices, keeps out of a file's name."""


def file_name(content: dict[str, Any], output: str, ending: str) -> str:
    """项目-[会议]第N期-[第2版-]正文.pdf; `output` is a key of OUTPUTS. Without what no file system takes."""
    name = str(content.get("foot") or content["title"]).split("　")[0]
    version = [f"第{content['version']}版"] if content["version"] > 1 else []
    number = f"{OF_TIER.get(content['tier'], '')}第{content['number']}期"
    return named([name, number, *version, OUTPUTS[output]], ending)


def named(parts: list[str], ending: str) -> str:
    """The parts that say something, joined, as a file's name."""
    kept = [_FORBIDDEN.sub(" ", part).strip(" .")[:NAME_CHARS_MAX] for part in parts]
    return f"{'-'.join(part for part in kept if part)}.{ending}"
