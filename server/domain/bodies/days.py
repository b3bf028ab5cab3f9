"""Bodies of a day's papers: reports, the contractor's filing, key works, progress, notice of the day."""

from server.domain.bodies.parts import NAME, NOTE, ORDERED_DAY, PLACE, said
from server.domain.shape import Day, Id, Instant, Int, ListOf, MapOf, Number, OneOf, Text, Uuid

VISITS_MAX = 500
FACES_MAX = 300
WORKS_MAX = 100
WORKS = ("basket", "hot_work", "lifting", "underground", "other")
OUTAGES = ("water", "power", "gas")
STAGES = ("not_started", "working", "done", "self_passed", "passed_first", "passed_later")

WORK = Id(32)
"""A work item of the plan, like roof_waterproof; part of the ids of stages and milestones."""

KEY_WORK = said({"work": OneOf(*WORKS), "count": Int(0, 10_000)}, {"place": PLACE, "text": NOTE})
OUTAGE = said({"kind": OneOf(*OUTAGES)}, {"place": PLACE, "from": Text(40), "to": Text(40), "text": NOTE})

SHAPES = {
    ("day.closed", 1): said(
        {"day": Day(), "visits": ListOf(said({"visit": Uuid(), "place": PLACE}), VISITS_MAX)},
        {"weather": NAME, "note": NOTE, "due": Int(0, 10_000), "left": Int(0, 10_000)}),
    ("filing.recorded", 1): said(
        {"day": Day()},
        {"people": said({}, {"managers": Int(0, 10_000), "workers": Int(0, 100_000)}),
         "faces": ListOf(said({"building": PLACE, "item": WORK}), FACES_MAX),
         "tomorrow": ListOf(KEY_WORK, WORKS_MAX), "outages": ListOf(OUTAGE, WORKS_MAX),
         "quantities": MapOf(Number(0, 1e9), 100)}),
    ("keywork.attended", 1): said({"filing": Uuid(), "work": Int(0, WORKS_MAX - 1), "at": Instant()}),
    ("stage.set", 1): said({"building": PLACE, "item": WORK, "stage": OneOf(*STAGES), "date": Day()}),
    ("milestone.set", 1): said({"building": PLACE, "item": WORK, "stage": OneOf(*STAGES), "planned": ORDERED_DAY},
                               {"actual": ORDERED_DAY, "reason": NAME}),
    ("notice_of_day.set", 1): said({"day": Day(), "text": Text(200)}),
}
