"""Which days the demo plays: what led up to it, the days before with a sheet of their own, and the day shown."""

from functools import partial

from server.demo import issuing, meetings, papers, rounds, tell
from server.demo.calendar import Day, day_of
from server.demo.script import Script
from server.demo.stories_before import BEFORE, EVE
from server.demo.stories_today import TODAY
from server.demo.stories_week1 import WEEK1
from server.demo.stories_week2 import WEEK2
from server.demo.story import Shot, Story
from server.demo.walks import EXCEPTIONS

LONGEST_AGO = 9
"""The oldest story that is told whatever is played begins this many days before the day shown."""

LATE = ("yang", "SZ-B12-E3")
"""A walk of the eve that reached the office only the next morning: 补录."""


def first_of(days: int) -> int:
    """The distance of the first day that is played when `days` are asked for; the eve always is."""
    return -max(days - 1, 1)


def sheets_before(days: int) -> int:
    """How many daily sheets are issued before the one of the day shown."""
    return sum(1 for distance in range(first_of(days), 0) if day_of(distance).meeting)


def write(script: Script, days: int) -> None:
    """Enter every step of `days` days up to and including the day shown, with all their meetings."""
    first = first_of(days)
    stories = (*(story for story in (*WEEK1, *WEEK2) if story.day >= first), *BEFORE, *EVE, *TODAY)
    for story in stories:
        tell.tell(script, story)
    if first < -1:
        meetings.planned(script, first)
    else:
        papers.progress(script, -4)
    papers.filing(script, first - 1)
    for distance in range(first, 0):
        _before(script, distance, stories)
    papers.decisions(script)
    _late(script, -1, *LATE)
    _shown(script, stories)
    for distance in issuing.weeks(first):
        issuing.weekly(script, distance)
    if issuing.has_brief(first):
        issuing.brief(script)
    script.at(0, "17:20", partial(_last_look, script))


def _before(script: Script, distance: int, stories: tuple[Story, ...]) -> None:
    """One of the days before: its walks, papers, meeting and what the meeting decided."""
    day = day_of(distance)
    rounds.walk(script, distance, _told(stories, distance), day.exceptions, pictures=False, rounds=day.rounds)
    papers.filing(script, distance)
    if day.hint:
        papers.hint(script, distance, day.hint)
    if day.meeting:
        issuing.sheet(script, distance)
        meetings.decided(script, distance)
    _late_of(script, distance, day)


def _shown(script: Script, stories: tuple[Story, ...]) -> None:
    papers.morning(script)
    rounds.without_signal(script, 0)
    rounds.walk(script, 0, _told(stories, 0), EXCEPTIONS, pictures=True)
    _never_arriving(script)
    papers.reports(script)
    papers.filing(script, 0)
    issuing.sheet(script, 0)


def _told(stories: tuple[Story, ...], distance: int) -> set[str]:
    """Places a story speaks of on that day."""
    return {story.place for story in stories if story.day == distance}


def _late_of(script: Script, distance: int, day: Day) -> None:
    for who, place in day.late:
        _late(script, distance, who, place)


def _late(script: Script, distance: int, who: str, place: str) -> None:
    """A walk recorded where there was no signal; the phone comes back to the network the next morning."""
    name = "late" if distance == -1 else f"late:{distance}:{place}"

    def record() -> None:
        phone = script.phone(who)
        phone.online = False
        phone.record(name, "visit.recorded", tell.visit_body(script.day_at(distance), place, "clean"))

    def arrive() -> None:
        script.phone(who).online = True
        script.phone(who).sync()
    script.at(distance, "16:50", record)
    script.at(distance + 1, "07:50", arrive)


def _never_arriving(script: Script) -> None:
    """A second phone in a cellar: two visits with a photo each, known only from its check-in."""
    for nr, door in enumerate(EXCEPTIONS.on_phone):
        name, time = f"held:{door}", f"14:{5 + 3 * nr:02d}"
        script.darkroom.order(name, Shot("entrance", weather="dim"), f"9号楼{nr + 1}门", script.when(0, time))
        script.at(0, time, partial(_hold, script, door, name))
    script.at(0, "16:48", lambda: script.phone("liu", 2).check_in(force=True))


def _hold(script: Script, door: str, name: str) -> None:
    photo = script.darkroom.develop(name)
    body = {**tell.visit_body(script.day, door, "clean"), "photos": [photo.sha256]}
    script.phone("liu", 2).record(name, "visit.recorded", body, [photo])


def _last_look(script: Script) -> None:
    """Before the meeting everybody's phone looks once more, and so proves what was delivered."""
    for who, nr in sorted(script.phones):
        if (who, nr) != ("liu", 2):
            script.phone(who, nr).sync()
