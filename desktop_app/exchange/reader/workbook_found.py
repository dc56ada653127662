"""What a sheet holds beside its values, and the sentence for a damaged part. Loads no polars: see workbook_values."""

from __future__ import annotations

from dataclasses import dataclass, field

from desktop_app.domain.language import _
from desktop_app.exchange.reader.saying import Saying, Unreadable

MOST_TOLD = 200_000  # each is a row of its own in what is handed over; none is ever left out


@dataclass(slots=True)
class Findings:
    """Places are (column letters, row number)."""

    errors: list[tuple[str, int, str]] = field(default_factory=list)
    valueless: list[tuple[str, int]] = field(default_factory=list)  # formulas nobody computed
    hidden: set[int] = field(default_factory=set)  # numbers of hidden rows
    merged: list[tuple[int, int, int]] = field(default_factory=list)  # over rows: column from 0, first and last row
    head: bytes = b""  # of a sheet in XML: its beginning, where its header is
    first: int | None = None  # the first column that holds anything, from 0, where that was counted

    def merge(self, column: int, first: int, last: int) -> None:
        """Take a merged cell by its leftmost column; one that lies in a single row says nothing."""
        if last > first:
            self.merged.append((column, first, last))

    def error(self, letters: str, row: int, value: str) -> None:
        """Take a cell with an error. Raises Unreadable when there are too many to be told one by one."""
        self.errors.append((letters, row, value))
        self._refuse_many()

    def without_result(self, letters: str, row: int) -> None:
        """The same for a formula that nobody computed."""
        self.valueless.append((letters, row))
        self._refuse_many()

    def _refuse_many(self) -> None:
        if len(self.errors) + len(self.valueless) > MOST_TOLD:
            text = _(
                "{file} holds more than {n} cells with errors or formulas without a result. Open it in a spreadsheet,"
                " let it calculate, and save it."
            )
            raise Unreadable(text, n=MOST_TOLD)


def damaged(part: str) -> Unreadable:
    return Unreadable(_("{file} is damaged in its part {part}. Fetch it again."), part=part)


def protected() -> Unreadable:
    return Unreadable(_("{file} is protected by a password. Remove the password and import it again."))


def ignored(*, macros: bool, links: bool) -> list[Saying]:
    """What of a workbook is never looked at, told once."""
    notes = [Saying(_("The macros in this workbook were ignored."))] if macros else []
    return [*notes, Saying(_("The links to other files in this workbook were ignored."))] if links else notes
