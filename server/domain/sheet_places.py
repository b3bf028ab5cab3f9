"""Names places on the sheet, and lists many doors in few words: 17号楼3–4门、19号楼、20号楼1门."""

import re
from collections.abc import Iterable
from typing import Any

from server.domain.places import Key, door_ranges, order_key
from server.domain.sheet_words import runs, span

State = dict[str, Any]
FACE, WINDS = "立面", "东南西北"
_HOUSE = re.compile(r"(\d+)号楼$")


class Places:
    """The places of one project, for naming; `states` is {id: place state}."""

    def __init__(self, states: dict[str, State]) -> None:
        self.states = states
        self.doors = {id for id, state in states.items()
                      if state["kind"] == "entrance" and state.get("active", True)}
        self.doors_of: dict[str, list[str]] = {}
        for id in self.doors:
            self.doors_of.setdefault(states[id].get("building") or "", []).append(id)

    def order(self, id: str) -> tuple[int, Key, str]:
        """3号楼 before 10号楼: the order of the register, then of the labels as people count them."""
        return order_key({"label": id, **self.states.get(id, {}), "id": id})

    def label(self, id: str | None) -> str:
        """The whole name of a place; its id when it is not (or no longer) registered."""
        state = self.states.get(id or "")
        if state is None:
            return id or "–"
        label = str(state["label"])
        building = self.states.get(state.get("building") or "")
        if building is not None and building is not state and not label.startswith(building["label"]):
            return f"{building['label']}{label}"
        return label

    def building_of(self, id: str) -> str | None:
        """The building a place stands in, itself if it is one."""
        state = self.states.get(id, {})
        return id if state.get("kind") == "building" else state.get("building")

    def kind(self, id: str) -> str | None:
        """entrance, building, facade_side, …; None for a place that is not registered."""
        return self.states.get(id, {}).get("kind")

    def listed_parts(self, ids: Iterable[str]) -> list[str]:
        """The parts and zones, the faces of one building drawn together: 17号楼东、南、北立面."""
        told: dict[str, list[str]] = {}
        for id in ids:
            label, building = self.label(id), self.label(self.building_of(id))
            face = label.startswith(building) and label.endswith(FACE) and len(label) > len(building + FACE)
            told.setdefault(building if face else label, []).append(label[len(building):-len(FACE)] if face else "")
        for sides in told.values():
            sides.sort(key=lambda side: WINDS.find(side[:1]))
        return [f"{name}{'、'.join(sides)}{FACE if any(sides) else ''}" for name, sides in told.items()]

    def listed(self, ids: Iterable[str]) -> list[str]:
        """The doors by building, neighbours drawn together; whole buildings in a row as 5–8号楼."""
        wanted = sorted(set(ids), key=self.order)
        by_building: dict[str, list[str]] = {}
        for id in wanted:
            by_building.setdefault(self.building_of(id) or id, []).append(id)
        whole = [b for b, doors in by_building.items() if len(doors) == len(self.doors_of.get(b, ())) > 1]
        told: list[str] = []
        for building, doors in by_building.items():
            if building in whole:
                self._tell_whole(building, doors, whole, told)
            else:
                told.append(self._few(building, doors))
        return told

    def _tell_whole(self, building: str, doors: list[str], whole: list[str], told: list[str]) -> None:
        """A run of whole buildings is told once, when its first one comes; a single one by its doors."""
        numbers = {int(found[1]): b for b in whole if (found := _HOUSE.search(self.label(b)))}
        number = next((n for n, b in numbers.items() if b == building), None)
        for first, last in runs(numbers):
            if number is not None and first <= number <= last and first < last:
                if number == first:
                    told.append(span(first, last, "号楼"))
                return
        told.append(self._few(building, doors))

    def _few(self, building: str, doors: list[str]) -> str:
        """`door_ranges` of one building, with its name and 门 said once: 17号楼1、3–4门."""
        name = self.label(building)
        told = [str(found["label"]) for found in door_ranges(
            {**self.states.get(id, {}), "id": id, "label": self.label(id)} for id in doors)]
        if not all(label.startswith(name) and label.endswith("门") for label in told):
            return "、".join(told)
        return f"{name}{'、'.join(label[len(name):-1] for label in told)}门"


def told_within(parts: list[str], total: int, most: int, unit: str) -> str:
    """The parts joined; past `most` characters the rest is said to stand in the annex."""
    whole = "、".join(parts)
    if len(whole) <= most:
        return whole
    kept: list[str] = []
    for part in parts:
        if len("、".join([*kept, part])) > most:
            break
        kept.append(part)
    return f"{'、'.join(kept)}等{total}{unit}（全部见附件1）" if kept else f"{total}{unit}（见附件1）"
