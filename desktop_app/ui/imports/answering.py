"""The answers of an import that is under way: each setter gives a whole new set of answers."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from desktop_app.domain.classifications import Classification
from desktop_app.domain.imports import DateOrder, Field, FixKind, ImportAnswers, Meaning, Policy
from desktop_app.domain.teams import Side
from desktop_app.domain.trust import Doubt

_MANY = (Field.EXTRA, Field.PERSON)  # fields that several columns may have


class Answering(QObject):
    """``given`` tells the answers with the new one among them; they are ``answers`` only once they are taken."""

    given = Signal(object)  # ImportAnswers

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.answers = ImportAnswers()

    def set_zone(self, zone: str) -> None:
        self.given.emit(replace(self.answers, time_zone=zone))

    def set_order(self, order: DateOrder) -> None:
        """The order of every column of dates that has none of its own."""
        self.given.emit(replace(self.answers, date_order=order))

    def set_date_order_of(self, column: str, order: DateOrder) -> None:
        self.given.emit(replace(self.answers, date_orders={**self.answers.date_orders, column: order}))

    def set_sheet(self, sheet: str) -> None:
        """Another sheet is another table: only what holds for every table stays answered."""
        kept = self.answers
        self.given.emit(
            ImportAnswers(
                sheet, kept.time_zone, kept.date_order, hidden_rows=kept.hidden_rows, persons=kept.persons,
                policy=kept.policy,
            )
        )  # fmt: skip

    def set_header_row(self, row: int) -> None:
        self.given.emit(replace(self._of_other_columns(), header_row=row))

    def set_encoding(self, encoding: str) -> None:
        self.given.emit(replace(self._of_other_columns(), encoding=encoding))

    def set_delimiter(self, delimiter: str) -> None:
        self.given.emit(replace(self._of_other_columns(), delimiter=delimiter))

    def set_hidden_rows(self, read: bool) -> None:
        self.given.emit(replace(self.answers, hidden_rows=read))

    def set_persons(self, read: bool) -> None:
        self.given.emit(replace(self.answers, persons=read))

    def set_field(self, columns: list[str], field: Field) -> None:
        """A field has one column: another that was answered to be it is free again."""
        kept = {c: f for c, f in self.answers.fields.items() if f is not field or field in _MANY}
        chosen = columns if field in _MANY else columns[:1]
        self.given.emit(replace(self.answers, fields=kept | dict.fromkeys(chosen, field)))

    def set_classification(self, values: list[str], classification: Classification) -> None:
        priorities = {**self.answers.priorities, **dict.fromkeys(values, classification)}
        self.given.emit(replace(self.answers, priorities=priorities))

    def set_state(self, values: list[str], meaning: Meaning | None) -> None:
        """What states of the file mean; None leaves them as recognised."""
        states = {value: said for value, said in self.answers.states.items() if value not in values}
        told = states if meaning is None else {**states, **dict.fromkeys(values, meaning)}
        self.given.emit(replace(self.answers, states=told))

    def set_side(self, teams: list[str], side: Side) -> None:
        self.given.emit(replace(self.answers, sides={**self.answers.sides, **dict.fromkeys(teams, side)}))

    def set_team(self, found: str, ours: str) -> None:
        """Which team of ours the file's is; under its own name it is a team of its own."""
        self.given.emit(replace(self.answers, teams={**self.answers.teams, found: ours}))

    def set_system(self, found: str, ours: str) -> None:
        self.given.emit(replace(self.answers, systems={**self.answers.systems, found: ours}))

    def set_policy(self, policy: Policy) -> None:
        self.given.emit(replace(self.answers, policy=policy))

    def accept_fix(self, rows: Iterable[int], kind: FixKind) -> None:
        """Rows of the file that would be refused are stored with what was proposed for them."""
        self.given.emit(replace(self.answers, fixes={**self.answers.fixes, **dict.fromkeys(rows, kind)}))

    def take_back_fix(self, rows: Iterable[int]) -> None:
        gone = set(rows)
        fixes = {row: kind for row, kind in self.answers.fixes.items() if row not in gone}
        self.given.emit(replace(self.answers, fixes=fixes))

    def leave_out(self, doubt: Doubt, out: bool) -> None:
        """Do, or take back, what is proposed for all rows of a doubt."""
        kept = self.answers.left_out - {doubt}
        self.given.emit(replace(self.answers, left_out=kept | {doubt} if out else kept))

    def agree_many_ends(self) -> None:
        self.given.emit(replace(self.answers, many_ends_agreed=True))

    def _of_other_columns(self) -> ImportAnswers:
        """The answers without those that name a column or a row: the table is cut in another way."""
        return replace(self.answers, fields={}, date_orders={}, fixes={}, many_ends_agreed=False)


def rereads(one: ImportAnswers, other: ImportAnswers) -> bool:
    """Whether a file has to be read again for the other answers."""
    reading = ("sheet", "header_row", "encoding", "delimiter", "hidden_rows", "persons")
    return any(getattr(one, name) != getattr(other, name) for name in reading)
