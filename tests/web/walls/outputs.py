"""What is made of issued sheets and of a day's rounds, asked for another unit's things."""

from tests.people import ALICE, SAM
from tests.web.walls.secret import DAY
from tests.web.walls.ways import DESK, at

ONE = f"{DESK}/papers/daily/1/1"
OTHER = f"{DESK}/papers/daily/2/1"
PAPERS = "GET /desk/<project>/papers/<tier>/<int:number>/<int:version>"

OUTPUTS = {
    f"{PAPERS}/<part>.pdf": at(f"{ONE}/text.pdf", f"{ONE}/annex.pdf", f"{OTHER}/text.pdf", sheets=True),
    f"{PAPERS}/sheet.docx": at(f"{ONE}/sheet.docx", f"{OTHER}/sheet.docx", sheets=True),
    f"{PAPERS}/long.png": at(f"{ONE}/long.png", sheets=True),
    f"{PAPERS}/group.txt": at(f"{ONE}/group.txt", sheets=True),
    "GET /desk/<project>/day-report/<day>/<person>.pdf": at(
        *(f"{DESK}/day-report/{DAY}/{one.id}.pdf" for one in (ALICE, SAM)), f"{DESK}/day-report/x/{ALICE.id}.pdf"),
}
