"""Where the keys are in the timeline: a row, and perhaps a block or an open place in it."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from desktop_app.domain.conflicts import Conflict
from desktop_app.domain.language import _
from desktop_app.domain.rotations import Block, OpenPlace
from desktop_app.ui.rotations.reading import Reading
from desktop_app.ui.rotations.rows import Row
from desktop_app.ui.rotations.words import place_words, spoken

Item = Block | OpenPlace


@dataclass(frozen=True, slots=True)
class Spot:
    """``row`` -1 is nowhere yet."""

    row: int = -1
    item: Item | None = None

    @property
    def block(self) -> Block | None:
        return self.item if isinstance(self.item, Block) else None

    @property
    def days(self) -> tuple[date, date] | None:
        if isinstance(self.item, Block):
            return self.item.from_on, self.item.to_on
        return (self.item.days[0], self.item.days[-1]) if self.item is not None else None


def items_in(row: Row) -> list[Item]:
    """What can be current in a row, from left to right."""
    return [piece.item for piece in row.pieces if isinstance(piece.item, OpenPlace) or piece.block is not None]  # type: ignore[misc]


def step_across(rows: Sequence[Row], spot: Spot, step: int) -> Spot | None:
    """The next (1) or previous (-1) thing in the row; None when there is none."""
    if not 0 <= spot.row < len(rows):
        return None
    items = items_in(rows[spot.row])
    if spot.item not in items:
        return Spot(spot.row, items[0 if step > 0 else -1]) if items else None
    place = items.index(spot.item) + step
    return Spot(spot.row, items[place]) if 0 <= place < len(items) else None


def step_down(rows: Sequence[Row], spot: Spot, step: int) -> Spot | None:
    """The row above (-1) or below (1) that can be current, at the thing nearest in time."""
    at = spot.row
    while 0 <= at + step < len(rows):
        at += step
        if rows[at].can_focus:
            return Spot(at, _nearest(items_in(rows[at]), spot))
    return None


def first_spot(rows: Sequence[Row]) -> Spot:
    """The first block, otherwise the first row that can be current."""
    able = [index for index, row in enumerate(rows) if row.can_focus]
    for index in able:
        if items := items_in(rows[index]):
            return Spot(index, items[0])
    return Spot(able[0]) if able else Spot()


def end_of_row(rows: Sequence[Row], spot: Spot, *, last: bool) -> Spot | None:
    items = items_in(rows[spot.row]) if 0 <= spot.row < len(rows) else []
    return Spot(spot.row, items[-1 if last else 0]) if items else None


def _nearest(items: Sequence[Item], spot: Spot) -> Item | None:
    if not items or spot.days is None:
        return items[0] if items else None
    wanted = spot.days[0]
    return min(items, key=lambda item: abs((first_day(item) - wanted).days))


def first_day(item: Item) -> date:
    return item.from_on if isinstance(item, Block) else item.days[0]


def spot_after(before: Reading | None, after: Reading, spot: Spot) -> Spot:
    """The same place in another reading: the block if it is still there, else the person's row."""
    if before is None or not 0 <= spot.row < len(before.rows):
        return Spot()
    if isinstance(spot.item, Block) and (found := after.find(spot.item)) is not None:
        return spot_of(after, found) or Spot()
    if isinstance(spot.item, OpenPlace) and (there := spot_of(after, spot.item)) is not None:
        return there
    person = before.rows[spot.row].person
    for index, row in enumerate(after.rows):
        if person is not None and row.person is not None and row.person.id == person.id:
            return Spot(index)
    return Spot()


def spot_of(reading: Reading, item: Item) -> Spot | None:
    for index, row in enumerate(reading.rows):
        if any(piece.item == item and (not isinstance(item, Block) or piece.ours) for piece in row.pieces):
            return Spot(index, item)
    return None


def spoken_spot(reading: Reading, spot: Spot, broken: Mapping[Block, tuple[Conflict, ...]]) -> str:
    """What a screen reader says of the current place."""
    if not 0 <= spot.row < len(reading.rows):
        return ""
    if isinstance(spot.item, Block):
        return spoken(reading.board, spot.item, len(broken.get(spot.item, ())))
    if isinstance(spot.item, OpenPlace):
        return place_words(reading.board, spot.item)
    row = reading.rows[spot.row]
    if row.person is not None and row.team is not None:
        if items_in(row):
            return _("{name}, {team}").format(name=row.person.name, team=row.team.name)
        return _("{name}, {team}, at home all the time").format(name=row.person.name, team=row.team.name)
    return ""
