"""`xunlou people`: accounts in bulk, passwords, tokens, and shutting somebody out."""

import argparse
import getpass
import sys
from datetime import UTC, datetime, timedelta
from pathlib import Path

from server.commands.opening import (
    Subparsers,
    chosen_project,
    file_bytes,
    opened,
    with_data,
    with_project,
    write_new,
)
from server.domain import phone_number
from server.domain.problems import Problem
from server.house import house
from server.imports.people import Joined, join
from server.imports.templates import people_template
from server.storage import accounts, passwords, sign_ins
from server.storage.accounts import COMMAND, Account
from server.storage.db import reading, transaction


def add(subparsers: Subparsers) -> None:
    """Enter `people add`, `template`, `token`, `number`, `disable`, `enable`, `password`."""
    below = subparsers.add_parser("people", help="accounts: add, template, password, token, number, disable, enable"
                                  ).add_subparsers(required=True)
    joining = with_project(below.add_parser("add", help="everybody in a spreadsheet"))
    joining.add_argument("--from", dest="file", type=Path, required=True, metavar="FILE.xlsx")
    joining.add_argument("--passwords", type=Path, metavar="FILE",
                         help="write first passwords there, not to the screen")
    joining.set_defaults(run=run_add)
    template = below.add_parser("template", help="write the empty spreadsheet")
    template.add_argument("file", type=Path, metavar="FILE.xlsx")
    template.set_defaults(run=run_template)
    _one(below, "password", run_password, "set a password (asked for; - reads it from standard input)"
         ).add_argument("--stdin", action="store_true", help="read it from standard input")
    token = _one(below, "token", run_token, "issue or revoke a bearer token for another program")
    token.add_argument("--name", required=True, help="what the token is for")
    token.add_argument("--days", type=int, default=365, help="how long it is good for (default %(default)s)")
    token.add_argument("--revoke", action="store_true", help="end the tokens of that name instead")
    _one(below, "number", run_number, "another number to call; the sign-in stays the same"
         ).add_argument("new", help="the number to call from now on")
    _one(below, "disable", run_disable, "shut somebody out at once, everywhere")
    _one(below, "enable", run_enable, "let somebody in again")


def _one(below: Subparsers, name: str, run: object, help: str) -> argparse.ArgumentParser:
    """A command about one person, named by phone number."""
    parser = with_data(below.add_parser(name, help=help))
    parser.add_argument("phone", help="phone number of the person")
    parser.set_defaults(run=run)
    return parser


def run_add(args: argparse.Namespace) -> int:
    """First passwords are shown once, or put into a file only its owner can read; nowhere else."""
    raw = file_bytes(args.file)
    with opened(args):
        joined = join(chosen_project(args), raw, by=COMMAND, now=house().clock())
    _hand_over(joined, args.passwords)
    outcome = joined.outcome
    print(f"写入 {outcome.written}，未变 {outcome.unchanged}，新账号 {len(joined.new)} "
          f"({outcome.written} written, {outcome.unchanged} unchanged, {len(joined.new)} new accounts)")
    for line in outcome.refused:
        print(f"  未生效 not applied: {line}")
    return 1 if outcome.refused else 0


def _hand_over(joined: Joined, file: Path | None) -> None:
    table = "".join(f"{name}\t{login}\t{password}\n" for name, login, password in joined.new)
    if not table:
        return
    if file is None:
        print(f"初始密码，只显示这一次 (first passwords, shown only this once):\n{table}")
        return
    write_new(file, b"")
    file.chmod(0o600)
    file.write_text(table, encoding="utf-8")
    print(f"{file}: {len(joined.new)}")


def run_template(args: argparse.Namespace) -> int:
    """An existing file is never overwritten."""
    write_new(args.file, people_template())
    print(args.file)
    return 0


def run_password(args: argparse.Namespace) -> int:
    """The new password ends every session of the person."""
    password = sys.stdin.readline().rstrip("\n") if args.stdin else getpass.getpass("新密码 new password: ")
    if not passwords.LENGTH_MIN <= len(password) <= passwords.LENGTH_MAX:
        raise Problem("bad_request", f"密码至少{passwords.LENGTH_MIN}位 (at least {passwords.LENGTH_MIN} characters)")
    with opened(args):
        person = _person(args.phone)
        with transaction() as work:
            accounts.set_password(work, person.id, passwords.hashed(password), by=COMMAND, now=datetime.now(UTC))
    print(f"{person.name} {person.login}: 密码已更改，需重新登录 (changed; signed out everywhere)")
    return 0


def run_token(args: argparse.Namespace) -> int:
    """The secret is printed once; only its hash is kept."""
    now = datetime.now(UTC)
    with opened(args):
        person = _person(args.phone)
        with transaction() as work:
            if args.revoke:
                gone = sign_ins.revoke_tokens(work, person.id, args.name, by=COMMAND, now=now)
                print(f"已注销 {gone} 个 ({gone} revoked)")
                return 0
            secret = sign_ins.issue_token(work, person.id, args.name, by=COMMAND, now=now,
                                          expires_at=now + timedelta(days=args.days))
    print(secret)
    return 0


def run_number(args: argparse.Namespace) -> int:
    """Phones of those who may call learn it with their next exchange."""
    new = phone_number.normalised(args.new)
    if new is None:
        raise Problem("bad_request", f"“{args.new}”不是有效的电话号码 (not a telephone number)")
    with opened(args):
        person = _person(args.phone)
        with transaction() as work:
            accounts.set_phone(work, person.id, new, by=COMMAND, now=datetime.now(UTC))
    print(f"{person.name} {person.login}: 联系电话 {new} (number to call)")
    return 0


def run_disable(args: argparse.Namespace) -> int:
    """Sessions and tokens end at once; what the person recorded stays."""
    return _switch(args, disabled=True)


def run_enable(args: argparse.Namespace) -> int:
    """Old sessions and tokens stay ended."""
    return _switch(args, disabled=False)


def _switch(args: argparse.Namespace, *, disabled: bool) -> int:
    with opened(args):
        person = _person(args.phone)
        with transaction() as work:
            accounts.set_disabled(work, person.id, disabled, by=COMMAND, now=datetime.now(UTC))
    print(f"{person.name} {person.login}: {'已停用 disabled' if disabled else '已启用 enabled'}")
    return 0


def _person(phone: str) -> Account:
    with reading() as look:
        found = accounts.by_login(look, phone_number.normalised(phone) or "")
    if found is None:
        raise Problem("not_found", f"{phone}: 没有这个账号 (no such account)")
    return found
