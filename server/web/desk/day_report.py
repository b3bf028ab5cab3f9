"""巡查日报 as a print: one person's day, for those who read visits."""

from flask import Response

from server.domain.day_report import content
from server.domain.sheet_files import named
from server.paper import day_report
from server.storage.day_rounds import day_rounds
from server.storage.db import reading
from server.web.desk.page import sit_down
from server.web.desk.rooms import blueprint
from server.web.desk.today import asked_day
from server.web.files import as_pdf
from server.web.printing import settings


@blueprint.get("/<project>/day-report/<day>/<person>.pdf")
def day_report_paper(project: str, day: str, person: str) -> Response:
    """Made of what is here now, each time anew: what arrives later is on the next print."""
    desk = sit_down(project, "read_visits")
    asked_day(day)
    with reading() as look:
        rounds = day_rounds(look, desk.reader, desk.project_name, desk.zone, day, person, desk.now)
    made = day_report.pdf(content(rounds), **settings())
    return as_pdf(made, named([desk.project_name, day, rounds.name, "日报"], "pdf"))
