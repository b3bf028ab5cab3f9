"""The instruments of closure: review, calls, cases, notices, orders and the ledger, asked for another unit's things."""

from tests.web.walls.secret import DAY
from tests.web.walls.ways import DESK, at, form

ONE = f"{DESK}/findings/{{finding}}"
NOTICE = f"{DESK}/notices/{{notice}}"
FILTERS = ("", "?state=open", "?unit=o5", "?building=SZ-B03", "?text={number}", "?text={internal}")

INSTRUMENTS = {
    "GET /desk/<project>/findings/<id>/photos/<sha256>": at(f"{ONE}/photos/{{before}}", seen="{number}"),
    "POST /desk/<project>/findings/<id>/calls": form(f"{ONE}/calls", {"result": "reached", "whom": "x"}),
    "POST /desk/<project>/findings/<id>/seen": form(f"{ONE}/seen", {}),
    "POST /desk/<project>/findings/<id>/cases": form(
        f"{ONE}/cases", {"tier": "street", "ask": "x"}, {"tier": "street", "ask": "x", "case": "{case}"}),
    "GET /desk/<project>/cases": at(f"{DESK}/cases", f"{DESK}/cases?said={{case}}"),
    "POST /desk/<project>/cases": form(f"{DESK}/cases", {"tier": "street", "ask": "x"}),
    "POST /desk/<project>/cases/<id>": form(
        f"{DESK}/cases/{{case}}", *({"do": do, "answer": "x", "ask": "x"} for do in ("answer", "decline", "forward"))),
    "GET /desk/<project>/district/<day>": at(f"{DESK}/district/{DAY}"),
    "POST /desk/<project>/district/<day>": form(f"{DESK}/district/{DAY}", {"do": "issue", "expects_version": "1"}),
    "GET /desk/<project>/district/<day>/preview.pdf": at(f"{DESK}/district/{DAY}/preview.pdf"),
    "GET /desk/<project>/review": at(f"{DESK}/review", f"{DESK}/review?at={{number}}&said={{event}}"),
    "POST /desk/<project>/review": form(f"{DESK}/review", {"finding": "{finding}", "event-{finding}": "{event}"}),
    "POST /desk/<project>/review/pictures": form(f"{DESK}/review/pictures", {"new": "{finding}"}),
    "POST /desk/<project>/review/<id>": form(
        f"{DESK}/review/{{finding}}", {"move": "issue", "unit": "o6", "due": "D1"}, {"move": "ask", "text": "x"}),
    "GET /desk/<project>/notices": at(f"{DESK}/notices", f"{DESK}/notices?unit=o5&kind=supervision", seen=""),
    "GET /desk/<project>/notices/new": at(f"{DESK}/notices/new", f"{DESK}/notices/new?unit=o5&said={{notice}}"),
    "POST /desk/<project>/notices": form(f"{DESK}/notices", {"unit": "o5", "finding": "{finding}", "text": "x"}),
    "GET /desk/<project>/notices/<id>": at(NOTICE, f"{NOTICE}?said={{notice}}", seen="{number}"),
    "GET /desk/<project>/notices/<id>/<form>.pdf": at(
        f"{NOTICE}/notice.pdf", f"{NOTICE}/reply.pdf", f"{NOTICE}/other.pdf"),
    "POST /desk/<project>/notices/<id>/received": form(f"{NOTICE}/received", {"without": "1"}),
    "POST /desk/<project>/notices/<id>/replies": form(f"{NOTICE}/replies", {"text_{finding}": "x"}),
    "GET /desk/<project>/orders/new": at(f"{DESK}/orders/new?kind=stop", f"{DESK}/orders/new?lifts={{notice}}"),
    "POST /desk/<project>/orders": form(f"{DESK}/orders", {"kind": "stop", "number": "1", "date": DAY,
                                                            "scope": "SZ-B03"}),
    "GET /desk/<project>/orders/<id>": at(f"{DESK}/orders/{{notice}}", f"{DESK}/orders/{{event}}"),
    "GET /desk/<project>/decisions": at(f"{DESK}/decisions", f"{DESK}/decisions?said={{decision}}", seen=""),
    "POST /desk/<project>/decisions/<id>": form(
        f"{DESK}/decisions/{{decision}}", {"do": "done"}, {"do": "not_done", "reason": "x"}, {"do": "not_done"}),
    "GET /desk/<project>/meeting/<day>/room": at(f"{DESK}/meeting/{DAY}/room", f"{DESK}/meeting/2023-06-13/room"),
    "POST /desk/<project>/meeting/<day>/room/<id>": form(
        f"{DESK}/meeting/{DAY}/room/{{decision}}", {"do": "withdraw"}, {"do": "correct", "text": "x", "unit": "o5"}),
    "POST /desk/<project>/meeting/<day>/room": form(
        f"{DESK}/meeting/{DAY}/room", {"text": "x", "unit": "o5", "finding": "{finding}", "due": DAY}),
    "GET /desk/<project>/ledger.<ending>": at(
        *(f"{DESK}/ledger.{ending}{asked}" for ending in ("xlsx", "csv") for asked in FILTERS),
        f"{DESK}/ledger.xlsx?photos=1", seen="{number}"),
    "POST /desk/<project>/ledger.<ending>": form(f"{DESK}/ledger.csv", {}),
    "GET /desk/<project>/ledger/<id>": at(f"{DESK}/ledger/{{event}}", f"{DESK}/ledger/{{event}}?as=json"),
    "GET /desk/<project>/ledger/<id>/file": at(f"{DESK}/ledger/{{event}}/file"),
    "POST /desk/<project>/ledger/<id>/cancel": form(f"{DESK}/ledger/{{event}}/cancel", {}),
}
