"""The least a server can do with the same calls: read the body, hash it, put it on the disk. What ours is measured by.

    python -m tests.benchmarks.floor_app --port 8123 --threads 8      into the folder XUNLOU_DATA
"""

import argparse
import hashlib
import os
from pathlib import Path

from flask import Flask, request
from waitress import serve


def create_app(folder: Path) -> Flask:
    """A bare Flask application: no session, no database, no judgement, no duplicates."""
    app = Flask(__name__)

    @app.put("/api/v1/projects/<project>/<noun>/<name>")
    def put(project: str, noun: str, name: str) -> tuple[dict[str, str], int]:
        raw = request.get_data(cache=False)
        sha256 = hashlib.sha256(raw).hexdigest()
        with (folder / name).open("wb", buffering=0) as file:
            file.write(raw)
            os.fsync(file.fileno())
        return {"id": name, "sha256": sha256}, 201

    return app


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--port", type=int, required=True)
    parser.add_argument("--threads", type=int, required=True)
    wanted = parser.parse_args()
    serve(create_app(Path(os.environ["XUNLOU_DATA"])), host="127.0.0.1", port=wanted.port, threads=wanted.threads)


if __name__ == "__main__":
    main()
