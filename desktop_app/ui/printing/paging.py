"""Shares the rows of a schedule out over pages: the fewest pages, then whole teams and even rows."""

from __future__ import annotations

from dataclasses import dataclass, replace

from desktop_app.domain.people import Person
from desktop_app.domain.teams import Team


@dataclass(frozen=True, slots=True)
class Line:
    """A person's row, or a team's band when ``person`` is None. ``least`` is the height in mm it needs."""

    team: Team
    person: Person | None
    least: float
    continued: bool = False  # a band repeated on the next page


def pages(groups: list[list[Line]], room: float) -> list[list[Line]]:
    """Lines by page; each group is a band with its people. A page has ``room`` mm, and at least one row."""
    fewest = _filled(groups, room, keep=2.0)
    tries = [
        _filled(groups, room * part, keep)
        for part in (1.0, 0.9, 0.8, 0.7, 0.6, 0.5)
        for keep in (0.3, 0.5, 0.7, 0.85, 2.0)
    ]
    same = [made for made in (*tries, fewest) if len(made) == len(fewest)]
    return min(same, key=lambda made: (_broken(made), _spread(made)))


def _broken(made: list[list[Line]]) -> int:
    return sum(line.continued for page in made for line in page)


def _spread(made: list[list[Line]]) -> float:
    used = [sum(line.least for line in page) for page in made]
    return max(used) - min(used)


def _filled(groups: list[list[Line]], limit: float, keep: float) -> list[list[Line]]:
    """Greedy. A team that does not fit whole begins a page when this one is filled to the part ``keep``."""
    made: list[list[Line]] = [[]]
    used = 0.0
    for group in groups:
        whole = sum(line.least for line in group)
        if made[-1] and used + whole > limit and used > keep * limit:
            made.append([])
            used = 0.0
        for index, line in enumerate(group):
            following = group[index + 1].least if line.person is None and index + 1 < len(group) else 0.0
            if _has_row(made[-1]) and used + line.least + following > limit + 1e-6:
                again = replace(group[0], continued=True)
                made.append([] if line.person is None else [again])
                used = sum(each.least for each in made[-1])
            made[-1].append(line)
            used += line.least
    return [page for page in made if page]


def _has_row(page: list[Line]) -> bool:
    return any(line.person is not None for line in page)
