"""Writes the 台账 part by part: a few hundred findings at a time, each read as the reader sees it then."""

from dataclasses import dataclass
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from server.domain import clock
from server.domain.attention import attention
from server.house import house
from server.paper.spreadsheet import Cell, Csv, Picture, Table, Xlsx
from server.storage import arrived, finding_pages, queries
from server.storage.db import Session, reading
from server.storage.finding_pages import Filter
from server.storage.pictures import NotAPicture
from server.storage.proposals import with_forerunners
from server.storage.renditions import kept_or_made
from server.storage.sheet_inputs import unprinted
from server.storage.state import State
from server.web.desk.exporting import Told
from server.web.desk.ledger_rows import PICTURES, Rows, columns
from server.web.desk.page import Desk
from server.web.desk.words import Words

PART, PART_PICTURES = 200, 20
"""Findings read, written and told of at a time."""

PICTURED_MAX = 1000
"""Rows that get pictures: a book with more opens on no office computer; later rows say so."""

NAMES = ("org", "person", "place", "item")
Row = dict[str, Any]


@dataclass(frozen=True)
class Ledger:
    """One ledger for one reader: which findings, as `xlsx` or `csv`, with or without pictures."""

    desk: Desk
    words: Words
    wanted: Filter
    ending: str
    pictures: bool

    @property
    def title(self) -> str:
        """水竹花园问题台账."""
        return self.words.t("ledger.title", project=self.desk.project_name)

    @property
    def name(self) -> str:
        """The name of the file, with the day it was made."""
        return f"{self.title}-{clock.local_time(self.desk.now, self.desk.zone):%Y%m%d-%H%M}.{self.ending}"

    def write(self, path: Path, told: Told) -> None:
        """Write it all to `path`; `told` hears how many rows are done, and what it raises ends the writing."""
        head = columns(self.words, self.pictures)
        table: Table = Csv(path, head) if self.ending == "csv" else Xlsx(
            path, self.title, head, self.words.t("ledger.pages"))
        with TemporaryDirectory(dir=path.parent) as folder:
            try:
                self._fill(table, Path(folder), told)
            except BaseException:
                table.abandon()
                raise
            table.finish()

    def _fill(self, table: Table, folder: Path, told: Told) -> None:
        with reading() as look:
            rows = Rows(self.desk, self.words, {kind: queries.things(look, self.desk.reader, kind) for kind in NAMES})
        after: str | None = ""
        nr = 0
        while after is not None:
            told(nr)
            with reading() as look:
                page = finding_pages.page(look, self.desk.reader, self.wanted, self.desk.now, after=after,
                                          size=PART_PICTURES if self.pictures else PART, oldest=True)
                known = with_forerunners(look, self.desk.reader, page.findings)
                shown = _Pictures(look, self.desk, page.findings)
            for finding in page.findings:
                nr += 1
                said = attention(finding, self.desk.now, self.desk.settings, known=known)
                table.row(rows.row(nr, finding, said, self._pictured(nr, finding, shown, folder)))
            after = page.after

    def _pictured(self, nr: int, finding: Row, shown: "_Pictures", folder: Path) -> list[Cell]:
        """The cells at the end of the row: the newest picture before and after, or how many there are."""
        if not self.pictures:
            counts = [(part, len(shown.of(finding, part))) for part in PICTURES]
            return [self.words.comma.join(self.words.t(f"ledger.n_{part}", n=n) for part, n in counts if n)]
        if nr > PICTURED_MAX:
            return [self.words.t("ledger.too_many", n=PICTURED_MAX), None]
        return [self._cell(shown.of(finding, part), shown, folder) for part in PICTURES]

    def _cell(self, photos: list[Row], shown: "_Pictures", folder: Path) -> Cell:
        if not photos:
            return ""
        sha = shown.here(photos[-1] if photos[-1]["role"] != "before" else photos[0])
        if sha is None:
            return self.words.t("list.on_phone")
        file = folder / f"{sha}.jpg"
        try:
            jpeg = kept_or_made(house().blobs, house().renditions, sha, "thumb")
        except NotAPicture:
            jpeg = None
        if jpeg is None:
            return self.words.t("list.on_phone")
        file.write_bytes(jpeg)
        return Picture(file)


class _Pictures:
    """Which pictures of some findings may be shown on paper, and which copy of each is here."""

    def __init__(self, look: Session, desk: Desk, findings: list[Row]) -> None:
        photos = [photo for finding in findings for photo in finding.get("photos") or []]
        state = State(look, desk.reader.project)
        self._off = unprinted(state, {photo["sha256"] for photo in photos})
        self._here = arrived.pictures_here(look, desk.reader.project, [
            sha for photo in photos for sha in (photo["sha256"], photo.get("preview")) if sha])

    def of(self, finding: Row, part: str) -> list[Row]:
        """Those of one part that nobody kept off the paper, drawn-on copies left out; where there is no repair yet,
        those of the danger under control stand for it."""
        def printed(role: str) -> list[Row]:
            return [photo for photo in finding.get("photos") or [] if photo["role"] == role and not photo.get("of")
                    and photo["sha256"] not in self._off]
        return printed(part) or (printed("control") if part == "after" else [])

    def here(self, photo: Row) -> str | None:
        """The picture itself, else its small copy, else None: still on a phone."""
        return next((sha for sha in (photo["sha256"], photo.get("preview")) if sha in self._here), None)
