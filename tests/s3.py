"""A real S3-compatible server for tests, `rclone serve s3` over a folder; it can be killed and started."""

import os
import signal
import subprocess
from pathlib import Path

from obstore.store import S3Store

from server.storage.bucket import Access, BucketBlobs
from tests.servers import free_port
from tests.steps import tools
from tests.waiting import until

KEY_ID, SECRET = "xunlou-tests-key", "a-secret-nobody-may-read"
BUCKET = "pictures"


class S3Server:
    """Serves the buckets below `folder` on one port, however often it is stopped; a context manager."""

    def __init__(self, folder: Path) -> None:
        self.folder = folder
        self.port = free_port()
        self._process: subprocess.Popen[bytes] | None = None

    def __enter__(self) -> "S3Server":
        (self.folder / BUCKET).mkdir(parents=True)
        self.start()
        return self

    def __exit__(self, *_: object) -> None:
        self.kill()

    def access(self, prefix: str, **other: str) -> Access:
        """The way to the tests' bucket; `other` fields may be wrong on purpose."""
        return Access(**{"url": f"s3://{BUCKET}/{prefix}", "endpoint": f"http://127.0.0.1:{self.port}",
                         "key_id": KEY_ID, "secret": SECRET, **other})

    def settings(self, prefix: str) -> dict[str, str]:
        """The same as settings of the server."""
        return {"BLOBS_URL": f"s3://{BUCKET}/{prefix}", "BLOBS_ENDPOINT": f"http://127.0.0.1:{self.port}",
                "BLOBS_KEY_ID": KEY_ID, "BLOBS_SECRET": SECRET}

    def client(self, prefix: str) -> S3Store:
        """Somebody else's client on the same objects."""
        return S3Store(BUCKET, prefix=prefix, endpoint=f"http://127.0.0.1:{self.port}", region="us-east-1",
                       access_key_id=KEY_ID, secret_access_key=SECRET, client_options={"allow_http": True})

    def start(self) -> None:
        """Start it (again) and wait until it answers."""
        with (self.folder / "log").open("ab") as log:
            self._process = subprocess.Popen(
                [tools.rclone(), "serve", "s3", "--config", "", "--addr", f"127.0.0.1:{self.port}", self.folder],
                env={**os.environ, "RCLONE_AUTH_KEY": f'"{KEY_ID},{SECRET}"'}, stdout=log, stderr=log)
        until(self._answers, "the S3 server to answer", seconds=60)

    def kill(self) -> None:
        """SIGKILL: what it had not yet put under its name is not there."""
        if self._process is not None:
            self._process.send_signal(signal.SIGKILL)
            self._process.wait(30)
            self._process = None

    def _answers(self) -> bool:
        assert self._process is not None
        assert self._process.poll() is None, (self.folder / "log").read_text(errors="replace")
        probe = BucketBlobs(self.access("probe"), self.folder.parent / "probe", reserve_bytes=0)
        try:
            return list(probe.hashes()) == []
        except Exception as refused:
            raise OSError(str(refused)) from refused
