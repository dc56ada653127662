"""How wide the columns of a printed list are, and how a text is laid into its cell."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from desktop_app.ui.printing.sheet import wrapped
from desktop_app.ui.printing.typeface import Weight, width

POINTS = 8.5
PADDING = 1.2  # mm at both sides of a cell's words
LEAST = 9.0  # mm of a column
LEAST_GROWING = 34.0  # mm that a column of long texts keeps as long as the others can give
MOST_NEEDED = 32.0  # mm that a column keeps for a word that cannot be broken
LOOKED_AT = 400  # different texts of a column that are measured for what it needs
LONGEST = 400  # characters of a text that are looked at: two lines never hold more
_HALVINGS = 40


@dataclass(frozen=True, slots=True)
class Wish:
    """What a column needs so that no word is broken, and what it takes to have everything on one line, in mm."""

    need: float
    whole: float
    grows: bool = False


def wish(title: str, cells: Sequence[str], *, grows: bool) -> Wish:
    """What a column with these words wants; one that grows holds long texts."""
    different = list(dict.fromkeys(words[:LONGEST] for words in cells))
    around = 2 * PADDING + 0.1
    head = width(title, POINTS, Weight.SEMIBOLD)
    whole = max(LEAST, head + around, max((width(words, POINTS) for words in different), default=0.0) + around)
    if grows:
        return Wish(min(whole, LEAST_GROWING), whole, grows=True)
    broken = max((_in_two(words) for words in different[:LOOKED_AT]), default=0.0)
    need = max(LEAST, _in_two(title, Weight.SEMIBOLD) + around, min(MOST_NEEDED, broken + around))
    return Wish(min(need, whole), whole)


def fitting(wishes: Sequence[Wish], room: float) -> int:
    """How many of the columns, from the first, can be read side by side in ``room`` mm; at least one."""
    used = 0.0
    for place, each in enumerate(wishes):
        used += each.need
        if used > room and place:
            return place
    return len(wishes)


def column_widths(wishes: Sequence[Wish], room: float) -> list[float]:
    """A width in mm for each column, together ``room``.

    What is left over goes to the columns that grow; what is missing is taken from the widest of them, then from the
    widest of the others.
    """
    grow = {place: each for place, each in enumerate(wishes) if each.grows}
    fixed = {place: each for place, each in enumerate(wishes) if not each.grows}
    widths = _within(fixed, room - sum(each.need for each in grow.values()))
    widths |= _within(grow, room - sum(widths.values()))
    shared = grow or fixed
    spare, taken = room - sum(widths.values()), sum(widths[place] for place in shared)
    for place in shared:
        widths[place] += spare * widths[place] / taken
    return [widths[place] for place in range(len(wishes))]


def _within(wishes: Mapping[int, Wish], room: float) -> dict[int, float]:
    """All that they want, or no more than a common width that is as large as the room allows; never below the need."""
    low, high = 0.0, max((each.whole for each in wishes.values()), default=0.0)
    if sum(each.whole for each in wishes.values()) <= room:
        low = high
    for _each in range(_HALVINGS):
        middle = (low + high) / 2
        if sum(max(each.need, min(each.whole, middle)) for each in wishes.values()) > room:
            high = middle
        else:
            low = middle
    return {place: max(each.need, min(each.whole, low)) for place, each in wishes.items()}


def _in_two(words: str, weight: Weight = Weight.REGULAR) -> float:
    """The least width in mm in which a text stands on two lines, broken between words."""
    parts = words.split()
    splits = [(" ".join(parts[:n]), " ".join(parts[n:])) for n in range(1, len(parts))] or [(words, "")]
    return min(max(width(one, POINTS, weight), width(other, POINTS, weight)) for one, other in splits)


def lines_of(words: str, room: float, weight: Weight = Weight.REGULAR) -> tuple[str, ...]:
    """The words in one or two lines of ``room`` mm; what is too long for the second is still there, to be cut."""
    words = words[:LONGEST]
    if width(words, POINTS, weight) <= room:
        return (words,)
    lines = [" ".join(part for part, _weight in line) for line in wrapped(((words, weight),), room, POINTS)]
    return (lines[0], " ".join(lines[1:])) if len(lines) > 1 else tuple(lines)
