"""Rotas: who is a guest in which team, and which pairs are on duty, in blocks of whole days.

A rota covers a period in slots of whole weeks. Each role asks for a number of places in every slot and takes people
of one side only: guests of Ops come from Dev, guests of a Dev team from Ops, a duty pair is one of each.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date, datetime, timedelta
from enum import IntEnum

from desktop_app.domain.errors import Refused
from desktop_app.domain.language import _, number
from desktop_app.domain.names import tidy
from desktop_app.domain.teams import Side

DAY = timedelta(days=1)
WEEK = timedelta(weeks=1)
LONGEST_ROTA = 104  # weeks
LONGEST_TEXT = 120
FIRST_DAY, LAST_DAY = date(2000, 1, 3), date(2999, 1, 1)


class BlockKind(IntEnum):
    GUEST = 1  # a stay in another team
    DUTY = 2  # answering together with somebody of the other side; counts as at home


@dataclass(frozen=True, slots=True)
class Role:
    """``places`` people of ``side`` in each slot: guests of the team ``host_id``, or on duty when that is None."""

    id: int
    kind: BlockKind
    side: Side
    host_id: int | None
    places: int = 1


@dataclass(frozen=True, slots=True)
class Slot:
    """Whole weeks, Monday to Sunday; the last of a rota may be shorter."""

    index: int
    from_on: date
    to_on: date

    @property
    def days(self) -> tuple[date, ...]:
        return days(self.from_on, self.to_on)


@dataclass(frozen=True, slots=True)
class Rota:
    """``rest_weeks`` lie at least between two guest blocks of a person; duty weeks never follow each other."""

    id: int
    name: str
    from_on: date  # a Monday
    weeks: int
    slot_weeks: int = 2
    longest_weeks: int = 4
    rest_weeks: int = 2
    team_ids: tuple[int, ...] = ()
    roles: tuple[Role, ...] = ()
    contact: str = ""  # whom to ask for a swap, as printed
    changed_in: int = 0

    @property
    def to_on(self) -> date:
        """The Sunday on which it ends."""
        return self.from_on + WEEK * self.weeks - DAY

    @property
    def slots(self) -> tuple[Slot, ...]:
        starts = range(0, self.weeks, self.slot_weeks)
        return tuple(
            Slot(
                index,
                self.from_on + WEEK * start,
                self.from_on + WEEK * min(start + self.slot_weeks, self.weeks) - DAY,
            )
            for index, start in enumerate(starts)
        )


@dataclass(frozen=True, slots=True)
class Block:
    """A person in another team (or on duty) from one day to another, both inside. ``id`` 0 is not stored yet."""

    id: int
    person_id: int
    kind: BlockKind
    host_id: int | None
    from_on: date
    to_on: date
    pinned: bool = False  # planning leaves it where it is
    mentor_id: int | None = None
    question: str = ""  # what to go and see
    changed_in: int = 0

    def covers(self, day: date) -> bool:
        return self.from_on <= day <= self.to_on

    def touches(self, from_on: date, to_on: date) -> bool:
        return self.from_on <= to_on and from_on <= self.to_on


@dataclass(frozen=True, slots=True)
class Plan:
    """One version of a rota. A published plan is never changed: the next edit begins a draft with the next number."""

    id: int
    rota_id: int
    version: int
    published_at: datetime | None = None  # aware UTC; None is a draft
    blocks: tuple[Block, ...] = ()
    replaces_version: int = 0  # the version published before, 0 for none
    replaces_at: datetime | None = None
    changed_in: int = 0

    @property
    def published(self) -> bool:
        return self.published_at is not None

    @property
    def label(self) -> str:
        """``v3, draft``."""
        words = _("v{n}, published") if self.published else _("v{n}, draft")
        return words.format(n=number(self.version))


@dataclass(frozen=True, slots=True)
class OpenPlace:
    """Places of a role that nobody fills on some days of a slot."""

    role: Role
    slot: Slot
    missing: int
    days: tuple[date, ...] = field(default=())


def days(from_on: date, to_on: date) -> tuple[date, ...]:
    """Every day from one to the other, both inside."""
    return tuple(from_on + DAY * n for n in range((to_on - from_on).days + 1))


def monday(day: date) -> date:
    """The Monday of the ISO week."""
    return day - DAY * day.weekday()


def check_rota(rota: Rota) -> Rota:
    """The rota with a trimmed name. Raises Refused, saying what cannot be planned."""
    name, contact = tidy(rota.name), tidy(rota.contact)
    if not name:
        raise Refused(_("A rota needs a name."))
    if max(len(name), len(contact)) > LONGEST_TEXT:
        raise Refused(_("Name and contact of a rota have at most {n} characters each.").format(n=number(LONGEST_TEXT)))
    if rota.from_on.weekday() != 0:
        raise Refused(_("A rota begins on a Monday."))
    if not FIRST_DAY <= rota.from_on <= LAST_DAY:
        raise Refused(_("A rota begins between the years 2000 and 2998."))
    if not 1 <= rota.weeks <= LONGEST_ROTA:
        raise Refused(_("A rota has 1 to {n} weeks.").format(n=number(LONGEST_ROTA)))
    if not 1 <= rota.slot_weeks <= min(rota.longest_weeks, 12):
        raise Refused(_("A block has at least one week and at most the longest time away."))
    if not 0 <= rota.rest_weeks <= 52:
        raise Refused(_("Between two blocks of a person lie 0 to 52 weeks."))
    if not rota.roles:
        raise Refused(_("A rota needs at least one place to fill."))
    if len({(role.kind, role.side, role.host_id) for role in rota.roles}) < len(rota.roles):
        raise Refused(_("A rota asks for the same guests twice; give one role more places instead."))
    if any(not 1 <= role.places <= 20 for role in rota.roles):
        raise Refused(_("A role has 1 to 20 places in each slot."))
    return Rota(
        rota.id, name, rota.from_on, rota.weeks, rota.slot_weeks, rota.longest_weeks, rota.rest_weeks,
        rota.team_ids, rota.roles, contact, rota.changed_in,
    )  # fmt: skip
