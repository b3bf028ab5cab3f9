"""Turns the rounds of a day into steps: door after door, a tap per idle building, faces and roofs, lost signal."""

from collections.abc import Collection, Sequence
from datetime import timedelta
from functools import partial
from typing import Any

from server.demo.compound import building_id, doors_of
from server.demo.script import Script
from server.demo.story import Shot
from server.demo.tell import visit_body
from server.demo.times import day_at
from server.demo.walks import OFFLINE, ROUNDS, Exceptions, Round

PER_DOOR, PER_BUILDING, PER_PART = timedelta(minutes=2, seconds=20), timedelta(minutes=6), timedelta(seconds=75)
SHUT, LOOKED = Shot("locked", weather="dim"), Shot("overview", weather="morning")


def walk(script: Script, distance: int, told: Collection[str], exceptions: Exceptions, *, pictures: bool,
         rounds: Sequence[Round] = ROUNDS) -> None:
    """Enter every round of one day. `told`: places that a story speaks of on this day, not walked again."""
    for round_ in rounds:
        _doors(script, distance, round_, told, exceptions, pictures)
        _looks(script, distance, round_, exceptions, pictures)
        _parts(script, distance, round_, told)


def without_signal(script: Script, distance: int) -> None:
    """Some phones lose the network for a while; what they recorded meanwhile arrives afterwards, all at once."""
    for who, (gone, back) in OFFLINE.items():
        script.at(distance, gone, partial(_signal, script, who, False))
        script.at(distance, back, partial(_signal, script, who, True))


def _signal(script: Script, who: str, online: bool) -> None:
    phone = script.phone(who)
    phone.online = online
    phone.sync(twice=online)


def _doors(script: Script, distance: int, round_: Round, told: Collection[str], exceptions: Exceptions,
           pictures: bool) -> None:
    at = script.when(distance, round_.time)
    for number in round_.buildings:
        skipped = {*told, *exceptions.unseen, *exceptions.on_phone}
        for door in doors_of(number):
            if door in skipped:
                continue
            at += PER_DOOR
            _enter(script, distance, at.strftime("%H:%M:%S"), round_.who, door, exceptions.shut.get(door), pictures)
        script.at(distance, at.strftime("%H:%M:%S"), lambda: script.phone(round_.who).send())


def _enter(script: Script, distance: int, time: str, who: str, door: str, shut: tuple[str, str] | None,
           pictures: bool) -> None:
    day, name = day_at(script.day, distance), f"{distance}:{door}"
    if shut and pictures:
        script.darkroom.order(name, SHUT, _plate(door), script.when(distance, time))

    def go() -> None:
        body = visit_body(day, door, "no_access" if shut else "clean")
        photos = [script.darkroom.develop(name)] if shut and pictures else []
        if shut:
            body |= {"reason": {"code": shut[0], "text": shut[1]}, "photos": [photo.sha256 for photo in photos]}
        script.phone(who).record(f"walk:{name}", "visit.recorded", body, photos)
    script.at(distance, time, go)


def _looks(script: Script, distance: int, round_: Round, exceptions: Exceptions, pictures: bool) -> None:
    at = script.when(distance, round_.time)
    for number in round_.looked:
        at += PER_BUILDING
        doors = [door for door in doors_of(number) if door not in exceptions.unseen]
        _look(script, distance, at.strftime("%H:%M:%S"), round_.who, number, doors, pictures)


def _look(script: Script, distance: int, time: str, who: str, number: int, doors: list[str], pictures: bool) -> None:
    day, name = day_at(script.day, distance), f"{distance}:{building_id(number)}"
    if pictures:
        script.darkroom.order(name, LOOKED, f"{number}号楼", script.when(distance, time))

    def go() -> None:
        photos = [script.darkroom.develop(name)] if pictures else []
        body: dict[str, Any] = {**visit_body(day, building_id(number), "building_looked"), "doors": doors,
                                "photos": [photo.sha256 for photo in photos]}
        script.phone(who).record(f"walk:{name}", "visit.recorded", body, photos)
        script.phone(who).send()
    script.at(distance, time, go)


def _parts(script: Script, distance: int, round_: Round, told: Collection[str]) -> None:
    day, at = day_at(script.day, distance), script.when(distance, round_.time)
    for place in round_.parts:
        if place in told:
            continue
        at += PER_PART
        script.at(distance, at.strftime("%H:%M:%S"), partial(_pass_by, script, round_.who, day, distance, place))
    if round_.parts:
        script.at(distance, at.strftime("%H:%M:%S"), lambda: script.phone(round_.who).send())


def _pass_by(script: Script, who: str, day: str, distance: int, place: str) -> None:
    script.phone(who).record(f"walk:{distance}:{place}", "visit.recorded", visit_body(day, place, "clean"))


def _plate(door: str) -> str:
    building, _, number = door.removeprefix("SZ-B").partition("-E")
    return f"{int(building)}号楼{number}门"
