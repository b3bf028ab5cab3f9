"""Every setting of the process: name, default, one sentence; read from the environment as XUNLOU_<NAME>."""

import os
from collections.abc import Mapping
from pathlib import Path
from typing import Any, NamedTuple

from server.domain import limits
from server.domain.problems import Problem

PDF_STANDARDS = ("", "a-2b")
"""What the printed papers may be: plain, or for archives (ISO 19005-2, level B)."""

LOCK_SECONDS = 20
"""How long a write waits for another one before the phone is told to come again."""


class Setting(NamedTuple):
    """`default` as text, `says` in one sentence for docs and `--help`."""

    default: str
    says: str


SETTINGS: dict[str, Setting] = {
    "DATA": Setting("./xunlou-data", "Folder of the database, pictures, renditions, and ledgers being made: all "
                                     "processes of one machine share it. Several machines need one shared folder, or "
                                     "a proxy that sends each person always to the same one."),
    "DATABASE_URL": Setting("", "SQLAlchemy address of the database; empty means SQLite in the data folder."),
    "ORIGIN": Setting("", "The address people open, like https://xunlou.example.cn; checked on every change, "
                          "required when serving beyond this machine."),
    "HOST": Setting("127.0.0.1", "Address to listen on."),
    "PORT": Setting("8000", "Port to listen on."),
    "THREADS": Setting("8", "Requests answered at the same time by one process."),
    "TRUSTED_PROXY": Setting("", "Address of the reverse proxy whose X-Forwarded headers are believed."),
    "FONTS": Setting("", "Folder of fonts for the printed sheets, instead of the bundled ones."),
    "PDF_STANDARD": Setting("", "a-2b makes every printed paper a PDF/A-2b for archives; empty means a plain PDF."),
    "BLOBS_URL": Setting("", "Where pictures are kept: empty means the data folder, s3://bucket/prefix an "
                             "S3-compatible store (`pip install '.[s3]'`); smaller copies stay in the data folder."),
    "BLOBS_ENDPOINT": Setting("", "Address of that store, like https://s3.example.cn; empty means Amazon's."),
    "BLOBS_REGION": Setting("us-east-1", "Region of the bucket."),
    "BLOBS_ADDRESSING": Setting("path", "path or virtual: does the bucket's name stand in the path or in the host?"),
    "BLOBS_KEY_ID": Setting("", "Access key of the store; empty means the AWS_… variables or the machine's own role."),
    "BLOBS_SECRET": Setting("", "Secret of that key; never printed, never logged."),
    "DISK_RESERVE_MB": Setting("256", "Free disk kept for records: below it photos wait and records still pass."),
}


def load(given: Mapping[str, Any] | None = None, environ: Mapping[str, str] | None = None) -> dict[str, Any]:
    """Flask config from defaults, the environment and `given` (short names, e.g. {"DATA": path}), last wins.

    Raises Problem bad_setting for a name or number that cannot be.
    """
    environ = os.environ if environ is None else environ
    given = dict(given or {})
    values = {name: given.pop(name, environ.get(f"XUNLOU_{name}", setting.default))
              for name, setting in SETTINGS.items()}
    for name in ("PORT", "THREADS", "DISK_RESERVE_MB"):
        values[name] = _whole(name, values[name])
    if values["PDF_STANDARD"] not in PDF_STANDARDS:
        raise Problem("bad_setting", f"XUNLOU_PDF_STANDARD must be a-2b or empty, not "
                                     f"{str(values['PDF_STANDARD'])[:40]!r}")
    data = Path(values["DATA"]).expanduser().resolve()
    url = values["DATABASE_URL"] or f"sqlite:///{data / 'xunlou.db'}"
    return {
        **values, "DATA": data, "SQLALCHEMY_DATABASE_URI": _with_driver(url),
        "MAX_CONTENT_LENGTH": limits.REQUEST_BYTES_MAX, "SQLALCHEMY_ENGINE_OPTIONS": _engine_options(url),
        "JSON_AS_ASCII": False, **given}


def _whole(name: str, value: Any) -> int:
    try:
        return int(value)
    except ValueError:
        raise Problem("bad_setting", f"XUNLOU_{name} must be a whole number, not {str(value)[:40]!r}") from None


def _with_driver(url: str) -> str:
    for plain in ("postgresql://", "postgres://"):
        if url.startswith(plain):
            return "postgresql+psycopg://" + url[len(plain):]
    return url


def _engine_options(url: str) -> dict[str, Any]:
    if url.startswith("sqlite"):
        return {"connect_args": {"timeout": LOCK_SECONDS}}
    return {"pool_size": 10, "max_overflow": 20, "pool_pre_ping": True,
            "connect_args": {"options": f"-c timezone=UTC -c lock_timeout={LOCK_SECONDS}s"}}
