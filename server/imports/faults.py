"""Everything that is wrong with a spreadsheet, told at once, each with its sheet, row and column."""

from dataclasses import dataclass, field

from server.domain.problems import Problem

TOLD_MAX = 200


@dataclass(frozen=True)
class Fault:
    """One thing to correct. Row 0 means the sheet as a whole."""

    sheet: str
    row: int
    column: str
    zh: str
    en: str

    def __str__(self) -> str:
        where = f"{self.sheet} 第{self.row}行" if self.row else self.sheet
        place = f"{where} {self.column}".strip()
        return f"{place}：{self.zh} ({self.en})"


@dataclass
class Faults:
    """Collects while a file is read; nothing is imported while it holds one."""

    found: list[Fault] = field(default_factory=list)

    def add(self, sheet: str, row: int, column: str, zh: str, en: str) -> None:
        """Note one."""
        self.found.append(Fault(sheet, row, column, zh, en))

    def refuse(self) -> None:
        """Raises Problem bad_spreadsheet with every line, if there is any."""
        if self.found:
            raise refusal([str(fault) for fault in self.found])


def refusal(lines: list[str]) -> Problem:
    """The refusal of a whole file; `facts["lines"]` has the sentences, the first also stands in its detail."""
    more = f" … 共{len(lines)}处 ({len(lines)} in all)" if len(lines) > 1 else ""
    return Problem("bad_spreadsheet", lines[0] + more, lines=lines[:TOLD_MAX])
