"""How a file is to be read, where the user or a profile said so; it travels to the reader's process as JSON."""

from __future__ import annotations

import json
from dataclasses import asdict, dataclass

from desktop_app.domain.imports import ImportAnswers


@dataclass(frozen=True, slots=True)
class ReadAs:
    """None means: find out. ``header_row`` counts from 1 as a spreadsheet does."""

    sheet: str | None = None
    header_row: int | None = None
    encoding: str | None = None
    delimiter: str | None = None
    hidden_rows: bool = True  # rows that the spreadsheet hides are read too
    persons: bool = False  # columns of persons leave the reader's process
    people: bool = False  # the file is a list of people, not of tickets

    def to_json(self) -> str:
        return json.dumps(asdict(self))

    @staticmethod
    def from_json(text: str) -> ReadAs:
        return ReadAs(**json.loads(text))


def read_as(answers: ImportAnswers) -> ReadAs:
    """What of the answers concerns the reading; where it stays equal a file need not be read again."""
    return ReadAs(
        sheet=answers.sheet,
        header_row=answers.header_row,
        encoding=answers.encoding,
        delimiter=answers.delimiter,
        hidden_rows=answers.hidden_rows,
        persons=answers.persons,
    )
