"""What missed the shared goal, by the ways in which that went: the parts of the page "Fell between the teams"."""

from __future__ import annotations

from desktop_app.domain.cells import Cell, Table
from desktop_app.domain.durations import HOUR
from desktop_app.domain.language import _, number
from desktop_app.measures.asking.asked import Asked
from desktop_app.measures.between.crack_kinds import Late, late
from desktop_app.measures.between.cracks import behind
from desktop_app.measures.lives.ends import Flags


def crack_parts(asked: Asked) -> Table:
    """How many, their hours past the goal, and how many of them are a replay; a part may overlap with others.

    The last three are apart: they did not fall between the teams. No rows where nothing missed the goal.
    """
    found = late(asked)
    columns = (_("Among what missed the goal"), _("Incidents"), _("Past the goal"), _("Replay"))
    parts = (
        (_("Each side inside its own target"), found.kept, False),
        (_("Open past the goal, inside the holder's own target"), found.open_inside, False),
        (_("With nobody for a time"), found.with_nobody, False),
        (_("Three hand-overs or more"), found.handed_over, False),
        (_("One side past its own target (apart)"), found.one_side, True),
        (_("Held by neither side (apart)"), found.neither, True),
        (_("Sides or their targets not known (apart)"), found.untold, True),
    )
    rows = tuple(_row(asked, found, words, flags, apart) for words, flags, apart in parts if flags.any() or not apart)
    return Table(columns, (False, True, True, True), rows if len(found.rows) else ())


def _row(asked: Asked, found: Late, words: str, flags: Flags, apart: bool) -> tuple[Cell, ...]:
    n, replays = int(flags.sum()), flags & found.replay
    hours = int(found.late_s[flags].sum()) / HOUR
    return (
        Cell(words, quiet=apart),
        Cell(number(n), float(n), strong=not apart, opens=behind(asked, found, flags) if n else None),
        Cell(_("{n} h").format(n=number(hours, 1 if hours < 10 else 0)), hours),
        Cell(number(int(replays.sum())), float(replays.sum()), quiet=True,
             opens=behind(asked, found, replays) if replays.any() else None),
    )  # fmt: skip
