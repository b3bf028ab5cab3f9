"""Which days the demo plays: what led up to it, the quiet days before, and the day that is shown."""

from functools import partial

from server.demo import papers, rounds, tell
from server.demo.script import Script
from server.demo.stories_before import BEFORE, EVE
from server.demo.stories_today import TODAY
from server.demo.story import Shot, Story
from server.demo.walks import EVE_EXCEPTIONS, EXCEPTIONS

LONGEST_AGO = 9
"""The oldest story begins this many days before the day shown."""

LATE_PLACE = "SZ-B12-E3"


def write(script: Script, quiet_days: int) -> None:
    """Enter every step: `quiet_days` days with a sheet of their own, then the day shown."""
    stories = (*BEFORE, *EVE, *TODAY)
    for story in stories:
        tell.tell(script, story)
    papers.progress(script, -4)
    papers.filing(script, -quiet_days - 1)
    for distance in range(-quiet_days, 0):
        rounds.walk(script, distance, _told(stories, distance), EVE_EXCEPTIONS, pictures=False)
        papers.filing(script, distance)
        papers.sheet(script, distance)
    papers.decisions(script)
    _late(script)
    papers.morning(script)
    rounds.without_signal(script, 0)
    rounds.walk(script, 0, _told(stories, 0), EXCEPTIONS, pictures=True)
    _never_arriving(script)
    papers.reports(script)
    papers.filing(script, 0)
    papers.sheet(script, 0)
    script.at(0, "17:20", partial(_last_look, script))


def _told(stories: tuple[Story, ...], distance: int) -> set[str]:
    """Places a story speaks of on that day."""
    return {story.place for story in stories if story.day == distance}


def _late(script: Script) -> None:
    """A walk of the eve that reached the office only the next morning: 补录."""
    def record() -> None:
        phone = script.phone("yang")
        phone.online = False
        body = tell.visit_body(script.day_at(-1), LATE_PLACE, "clean")
        phone.record("late", "visit.recorded", body)

    def arrive() -> None:
        script.phone("yang").online = True
        script.phone("yang").sync()
    script.at(-1, "16:50", record)
    script.at(0, "07:50", arrive)


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
