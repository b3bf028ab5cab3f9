"""What each of the days before was like: the weather, who walked, what stayed shut, what was filed and said."""

from dataclasses import dataclass, replace
from typing import Any

from server.demo.compound import doors_of
from server.demo.walks import EVE_EXCEPTIONS, ROUNDS, Exceptions, Round, sides

NOBODY = frozenset({"SZ-B20-E1", "SZ-B20-E2"})
NO_MEETING, RAIN, NOT_FILED, CORRECTED = -3, -6, -8, -9
"""Days before the day shown: without a meeting, with heavy rain, without a filing, with a second version."""

FEW = (9, 10, 14, 15, 16, 17, 11)
"""Buildings whose entrances nobody went to in the rain."""

WHOLE_ROUNDS = (*ROUNDS, Round("yang", "11:10", looked=(20,)), Round("liu", "14:20", parts=(*sides(17), "SZ-Z-P3")))
"""On some days somebody also goes where nobody goes on the others."""

RAIN_ROUNDS = (
    Round("wang", "08:20", buildings=(3, 4, 5)),
    Round("liu", "08:40", buildings=(6, 8)),
    Round("yang", "10:00", looked=(1, 2, 7, 12, 13, 18, 19)),
    Round("safety", "14:20", parts=("SZ-Z-P3", "SZ-Z-P5")),
    Round("quality", "13:40", parts=("SZ-B10-RF", "SZ-B14-RF", "SZ-B15-RF")),
)
REST_ROUNDS = (
    Round("wang", "09:30", buildings=(3, 4, 5)),
    Round("he", "09:40", buildings=(16, 17)),
    Round("yang", "10:10", looked=(1, 2, 7, 12, 13)),
)
RISK = "大雨停工，只查险情"


@dataclass(frozen=True)
class Day:
    """One day. `doors`: the secretary's words about doors nobody went to, as [(places, reason)].

    `late`: walks recorded without signal at 16:50 that reach the office the next morning, as (who, place).
    `filed`: whether the general contractor filed; `stopped`: it filed that work had stopped; `corrected`: the
    weather as the first version of the sheet had it, "" for a day whose sheet was right at once.
    """

    weather: str
    meeting: bool = True
    filed: bool = True
    stopped: bool = False
    rounds: tuple[Round, ...] = ROUNDS
    exceptions: Exceptions = EVE_EXCEPTIONS
    doors: tuple[tuple[tuple[str, ...], str], ...] = ()
    opinion: str = ""
    hint: str = ""
    late: tuple[tuple[str, str], ...] = ()
    corrected: str = ""
    outages: tuple[dict[str, str], ...] = ()


def _shut(**doors: str) -> Exceptions:
    """`B06_E5="no_answer"`: doors that stayed shut, besides those nobody goes to."""
    return Exceptions(shut={f"SZ-{door.replace('_', '-')}": (why, "") for door, why in doors.items()}, unseen=NOBODY)


def _whole(weather: str, shut: Exceptions, **more: Any) -> Day:
    """A day on which every building was gone to."""
    return Day(weather, rounds=WHOLE_ROUNDS, exceptions=replace(shut, unseen=frozenset()), **more)


DAYS: dict[int, Day] = {
    -13: Day("晴 17–29℃ 南风2–3级", exceptions=_shut(B06_E2="no_answer", B16_E5="locked")),
    -12: _whole("多云 18–30℃ 西南风3级", _shut(B11_E4="works_closed")),
    -11: Day("晴 19–32℃ 南风3–4级", exceptions=_shut(B08_E6="no_answer", B09_E2="blocked"),
             hint="高温，11点半至15点吊篮停止作业；注意铲墙洒水"),
    -10: Day("多云转阴 20–30℃ 东南风2级", exceptions=_shut(B15_E6="locked"), late=(("liu", "SZ-B13-E1"),),
             doors=((tuple(sorted(NOBODY)), "电梯检修，改日补查"),)),
    CORRECTED: _whole("多云 20–31℃ 南风2–3级", _shut(B10_E3="no_answer"), corrected="晴 20–31℃ 南风2–3级"),
    NOT_FILED: Day("阴 20–28℃ 东风3级", filed=False, exceptions=_shut(B04_E3="refused", B17_E2="works_closed"),
                   opinion="总包当日未报备作业面和次日危险作业，请会后补报。"),
    -7: Day("阴转小雨 19–25℃ 东风3–4级", exceptions=_shut(B09_E5="locked"),
            hint="夜间有大雨：收工前检查苫盖、排水和吊篮固定",
            outages=({"kind": "power", "place": "SZ-B14", "from": "09:00", "to": "11:30", "text": "换箱，已通知"},)),
    RAIN: Day("大雨 18–21℃ 东北风5–6级", stopped=True, rounds=RAIN_ROUNDS,
              exceptions=Exceptions(
                  shut={"SZ-B05-E6": ("weather", "门前积水"), "SZ-B08-E1": ("danger", "")},
                  unseen=NOBODY | {door for number in FEW for door in doors_of(number)}),
              doors=((tuple(door for number in FEW for door in doors_of(number)), RISK),
                     (tuple(sorted(NOBODY)), "电梯底坑进水")),
              opinion="大雨停工。复工前逐台验收吊篮，检查沟槽边坡、临时用电和屋面苫盖。",
              hint="大雨：吊篮落地断电，室外作业全部停止，只查沟槽、地下室、屋面险情",
              late=(("zhang", "SZ-B02-E1"), ("zhang", "SZ-B02-E2"))),
    -5: _whole("多云 20–29℃ 西风3级", _shut(B06_E4="no_answer"),
               hint="雨后复工：吊篮、临电、沟槽验收合格后方可使用"),
    -4: Day("晴 20–31℃ 南风2级", exceptions=_shut(B03_E6="no_answer", B16_E2="locked")),
    NO_MEETING: Day("晴 21–33℃ 南风2级", meeting=False, rounds=REST_ROUNDS),
    -2: _whole("多云 21–32℃ 南风3级", _shut(B14_E5="locked")),
}
PLAIN = Day("多云 20–30℃ 南风2–3级")
"""The eve, and any day further back than the two weeks."""


def day_of(distance: int) -> Day:
    """What the day that far from the one shown was like."""
    return DAYS.get(distance, PLAIN)


def meets(distance: int) -> bool:
    """Whether a meeting was held, and so a sheet issued, on that day."""
    return day_of(distance).meeting
