"""`xunlou serve`: the server for real work, under waitress, until SIGTERM."""

import argparse
import ipaddress
import signal
from pathlib import Path
from types import FrameType
from typing import Any

from flask import Flask
from waitress.server import create_server

from server.commands.opening import Subparsers, opened, with_data
from server.domain import limits
from server.domain.problems import Problem
from server.storage.demo_clock import is_demo

BODY_BYTES_MAX = 4 * limits.REQUEST_BYTES_MAX
"""The embedded server's own limit stands well above ours, so that people get our answer, not its."""


def add(subparsers: Subparsers) -> None:
    """Enter `serve`."""
    parser = with_data(subparsers.add_parser("serve", help="serve phones and desks"))
    parser.add_argument("--host", help="address to listen on (default: XUNLOU_HOST)")
    parser.add_argument("--port", type=int, help="port to listen on (default: XUNLOU_PORT)")
    parser.set_defaults(run=run)


def run(args: argparse.Namespace) -> int:
    """Refuses what would be unsafe: plain http beyond this machine, demo data for real work."""
    with opened(args) as app:
        check(app.config, app.config["DATA"])
    listen(app)
    return 0


def check(settings: dict[str, Any], data: Path) -> None:
    """Raises Problem bad_setting for a combination that must not face a network."""
    if is_loopback(settings["HOST"]):
        return
    if is_demo(data):
        raise Problem("bad_setting", "演示数据只能在本机使用 (demo data is only for this machine: keep to 127.0.0.1)")
    if not settings["ORIGIN"].startswith("https://"):
        raise Problem("bad_setting", "对外服务须设置 XUNLOU_ORIGIN=https://… (beyond this machine people must come "
                      "by https: set XUNLOU_ORIGIN)")


def is_loopback(host: str) -> bool:
    """Is it an address nobody else can reach?"""
    try:
        return host == "localhost" or ipaddress.ip_address(host.strip("[]")).is_loopback
    except ValueError:
        return False


def listen(app: Flask) -> None:
    """Serve until SIGTERM or SIGINT; requests being answered are finished."""
    proxy = app.config["TRUSTED_PROXY"]
    trust = {"trusted_proxy": proxy, "trusted_proxy_headers": {"x-forwarded-for", "x-forwarded-proto"},
             "clear_untrusted_proxy_headers": True} if proxy else {}
    server = create_server(app, host=app.config["HOST"], port=app.config["PORT"], threads=app.config["THREADS"],
                           max_request_body_size=BODY_BYTES_MAX, ident="xunlou", **trust)
    signal.signal(signal.SIGTERM, _stop)
    print(f"http://{app.config['HOST']}:{app.config['PORT']}", flush=True)
    server.run()
    server.close()


def _stop(_number: int, _frame: FrameType | None) -> None:
    """waitress ends its loop on SystemExit, after the tasks under way."""
    raise SystemExit(0)
