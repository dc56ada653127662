"""Who held the incidents while their repair clock ran: T split over Ops, Dev, other teams and nobody."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Final

import numpy as np
import numpy.typing as npt

from desktop_app.domain.cells import Cell, Table
from desktop_app.domain.charts import Parts, PartsRow, Tone
from desktop_app.domain.durations import HOUR
from desktop_app.domain.figures import Figure
from desktop_app.domain.filters import IncidentFilter
from desktop_app.domain.language import _, number, percent
from desktop_app.domain.teams import Side
from desktop_app.measures.asking import stated, timed
from desktop_app.measures.asking.asked import Asked
from desktop_app.measures.asking.cohort import FEW
from desktop_app.measures.asking.cuts import by, cut
from desktop_app.measures.asking.timed import Timed
from desktop_app.measures.asking.wording import NONE
from desktop_app.measures.lives.shares_of_time import Stretches
from desktop_app.measures.lives.walks import NO_TEAM

_NOBODY: Final = len(Side)  # the part beside those of the sides
_PARTS: Final = (Side.OPS.value, Side.DEV.value, Side.OTHER.value, Side.UNKNOWN.value, _NOBODY)
_TONES: Final = (Tone.FIRST, Tone.SECOND, Tone.FOURTH, Tone.REST, Tone.THIRD)
_KEYS: Final = ("ops_h", "dev_h", "other_h", "no_side_h", "nobody_h")
_MATERIAL: Final = 0.1  # of a group's repair time: less with nobody is not worth a sentence


def figure(asked: Asked) -> Figure:
    """Parts of the whole for each route or classification (``choice.by``), never a team's own repair time."""
    found = timed.timed(asked)
    groups = _groups(asked, found)
    return Figure(
        key="holders",
        title=_("Who held the incidents"),
        headline=_headline(found, groups[0]),
        definition=timed.definition(asked, found, _("repair time split by who held the incident")),
        definition_lines=_definition_lines(asked, found),
        chart=_chart(groups),
        table=_table(groups),
        n=found.n,
        values=_values(asked, groups),
        note="" if found.unclaimed else _note(groups[1:]),
    )


@dataclass(frozen=True, slots=True)
class _Group:
    """``seconds`` of T in the order of _PARTS."""

    key: str
    label: str
    n: int
    seconds: tuple[int, ...]
    opens: IncidentFilter

    @property
    def whole(self) -> int:
        return sum(self.seconds)

    def share(self, part: int) -> float | None:
        """Of T, in the order of _PARTS; None below ten incidents."""
        return self.seconds[part] / self.whole if self.n >= FEW and self.whole else None


def _groups(asked: Asked, found: Timed) -> list[_Group]:
    """All together first, then each route or classification that has any."""
    code, groups = cut(asked)
    held = asked.stretches.of(found.rows)
    part = _part_of(asked, held)
    wide = max(group.code for group in groups) + 1
    n = np.bincount(code[found.rows], minlength=wide)
    sums = np.bincount(
        code[held.row].astype(np.int64) * (_NOBODY + 1) + part, weights=held.counted, minlength=wide * (_NOBODY + 1)
    ).reshape(wide, _NOBODY + 1)
    every = _Group("all", _("All"), found.n, _parts(sums.sum(axis=0)), found.opens())
    return [every] + [
        _Group(group.key, group.label, int(n[group.code]), _parts(sums[group.code]), found.opens(group.condition))
        for group in groups
        if n[group.code]
    ]


def _parts(sums: npt.NDArray[np.float64]) -> tuple[int, ...]:
    return tuple(int(sums[part]) for part in _PARTS)


def _part_of(asked: Asked, held: Stretches) -> npt.NDArray[np.int64]:
    """The side of each stretch's team, _NOBODY without a team."""
    teams = asked.frame.teams
    side_of = np.full(2 + max((0, *teams)), Side.UNKNOWN.value, dtype=np.int64)
    for key, team in teams.items():
        side_of[key] = team.side.value
    return np.where(held.team == NO_TEAM, _NOBODY, side_of[np.clip(held.team, 0, len(side_of) - 1)])


def _labels() -> tuple[str, ...]:
    return _("Ops teams"), _("Dev teams"), _("Other teams"), _("Teams without a side"), _("Nobody")


def _shown(groups: list[_Group]) -> list[int]:
    """The parts worth a column: Ops, Dev and nobody, and the others where there are any."""
    return [part for part in range(len(_PARTS)) if part in (0, 1, 4) or groups[0].seconds[part]]


def _chart(groups: list[_Group]) -> Parts:
    shown = _shown(groups)
    rows = tuple(
        PartsRow(
            group.label,
            tuple(group.share(part) or 0.0 for part in shown),
            (_hours_cell(group.whole), Cell(number(group.n), float(group.n), quiet=True, opens=group.opens)),
            group.opens,
        )
        for group in groups
    )
    labels = _labels()
    return Parts(rows, tuple((labels[part], _TONES[part]) for part in shown), (_("Hours"), _("n")))


def _hours_cell(seconds: int) -> Cell:
    hours = seconds / HOUR
    return Cell(number(hours, 1 if 0 < hours < 10 else 0), hours)


def _table(groups: list[_Group]) -> Table:
    shown = _shown(groups)
    labels = _labels()
    columns = (_("Incidents that are"), *(labels[part] for part in shown), _("Hours"), _("n"))
    rows = []
    for group in groups:
        shares = [group.share(part) for part in shown]
        cells = [Cell(NONE, quiet=True) if share is None else Cell(percent(share), share) for share in shares]
        count = Cell(number(group.n), float(group.n), quiet=True, opens=group.opens)
        rows.append((Cell(group.label), *cells, _hours_cell(group.whole), count))
    return Table(columns, (False, *[True] * (len(columns) - 1)), tuple(rows))


def _headline(found: Timed, every: _Group) -> str:
    if found.unclaimed:
        return found.unclaimed
    if found.n < FEW:
        return _("Fewer than ten incidents: hours only, no shares")
    if not found.told:
        return _("Nothing tells who held these incidents on their way, so their repair time cannot be split")
    ops, dev, _other, no_side, nobody = (every.share(part) or 0.0 for part in range(len(_PARTS)))
    if not ops and not dev:
        if not no_side:
            return _("Nobody held these incidents for {nobody} of their repair time").format(nobody=percent(nobody))
        return _("No team here has a side yet, so repair time cannot be split between Ops and Dev")
    return _("Of the repair time, {ops} passed with Ops teams, {dev} with Dev teams and {nobody} with nobody").format(
        ops=percent(ops), dev=percent(dev), nobody=percent(nobody)
    )


def _note(groups: list[_Group]) -> str:
    """The group that lay longest with nobody, where that is worth a sentence."""
    known = [(share, group) for group in groups if (share := group.share(_PARTS.index(_NOBODY))) is not None]
    share, group = max(known, key=lambda each: each[0], default=(0.0, None))
    if group is None or share < _MATERIAL or len(known) < 2:
        return ""
    return _("{group}: nobody held these incidents for {share} of their repair time.").format(
        group=group.label, share=percent(share)
    )


def _definition_lines(asked: Asked, found: Timed) -> tuple[str, ...]:
    return (
        _(
            "Time by holder: the repair time of each incident, cut into the stretches in which a team held it, "
            "added up by the side of the team."
        ),
        _("These are parts of the whole, and never a team's own repair time."),
        _("What no team held, and what nothing is told of, lies with nobody."),
        *timed.definition_lines(asked, found),
        *stated.rules_lines(asked.base.rules, asked.clock),
        _("Below ten incidents: hours only, no shares."),
        timed.counts(asked, found),
    )


def _values(asked: Asked, groups: list[_Group]) -> dict[str, object]:
    return {
        "by": by(asked).value,
        "groups": {
            group.key: {
                "n": group.n,
                "hours": group.whole / HOUR,
                **{name: seconds / HOUR for name, seconds in zip(_KEYS, group.seconds, strict=True)},
                "nobody_share": group.share(_PARTS.index(_NOBODY)),
            }
            for group in groups
        },
    }
