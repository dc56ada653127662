"""A first rota to begin with: guests in every Ops team and, as far as their own desks allow, in the Dev teams."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from datetime import date

from desktop_app.domain.errors import Refused
from desktop_app.domain.language import _
from desktop_app.domain.people import Person
from desktop_app.domain.rotations import WEEK, BlockKind, Role, Rota, monday
from desktop_app.domain.stamps import day
from desktop_app.domain.teams import Side, Team

WEEKS, SLOT_WEEKS = 8, 2


def proposal(teams: Iterable[Team], people: Iterable[Person], today: date) -> Rota:
    """From next Monday on, eight weeks in slots of two. Raises Refused when no team of Dev and of Ops has people.

    A team can spare who is above its minimum, and never its last person. Half of a side stays at home at any time,
    since whoever was away rests for a slot: so every slot can be filled.
    """
    from_on = monday(today) + WEEK
    at_home = Counter(person.team_id for person in people if person.here_on(from_on))
    held = sorted((team for team in teams if at_home[team.id]), key=lambda team: (team.name.casefold(), team.id))
    ops = [team for team in held if team.side is Side.OPS]
    dev = [team for team in held if team.side is Side.DEV]
    if not ops or not dev:
        raise Refused(_("A rotation needs people in a team of Dev and in a team of Ops."))
    to_ops = _guests(Side.DEV, ops, _spared(dev, at_home)) or [_guest(Side.DEV, ops[0])]
    wanting = [team for team in dev if at_home[team.id] > team.minimum]
    to_dev = _guests(Side.OPS, wanting, _spared(ops, at_home))
    return Rota(
        id=0,
        name=_("Rotation from {day}").format(day=day(from_on)),
        from_on=from_on,
        weeks=WEEKS,
        slot_weeks=SLOT_WEEKS,
        team_ids=tuple(team.id for team in (*ops, *dev)),
        roles=(*to_ops, *to_dev),
    )


def _spared(teams: Sequence[Team], at_home: Counter[int]) -> int:
    """How many people of a side may be away at once."""
    above = sum(max(0, at_home[team.id] - max(team.minimum, 1)) for team in teams)
    return min(above, sum(at_home[team.id] for team in teams) // 2)


def _guests(side: Side, hosts: Sequence[Team], most: int) -> list[Role]:
    return [_guest(side, host) for host in hosts[:most]]


def _guest(side: Side, host: Team) -> Role:
    return Role(0, BlockKind.GUEST, side, host.id)
