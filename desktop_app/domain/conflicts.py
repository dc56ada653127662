"""What speaks against a block, in words: asked while it is dragged, so it must be quick and needs only the board."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from enum import StrEnum

from desktop_app.domain.board import Board
from desktop_app.domain.cover import at_desk
from desktop_app.domain.language import _, ngettext, number
from desktop_app.domain.people import Person
from desktop_app.domain.rotations import DAY, WEEK, Block, BlockKind, days, monday
from desktop_app.domain.stamps import day as day_words
from desktop_app.domain.stamps import span
from desktop_app.domain.teams import Side


class Rule(StrEnum):
    """The hard rules, each with the word that names it."""

    PERIOD = "period"
    NOT_HERE = "not here"
    LEAVE = "leave"
    HOLIDAY = "holiday"
    SIDE = "side"
    TWO_PLACES = "two places"
    LENGTH = "length"
    REST = "rest"
    MINIMUM = "minimum"


@dataclass(frozen=True, slots=True)
class Conflict:
    """One rule that a block breaks; ``sentence`` says it for people, ``days`` where."""

    rule: Rule
    sentence: str
    days: tuple[date, ...] = ()

    @property
    def takes_below_minimum(self) -> bool:
        """Whether it is about too few people at the home team's desk."""
        return self.rule is Rule.MINIMUM


def conflicts(board: Board, block: Block) -> tuple[Conflict, ...]:
    """The rules that this block would break on the board, whose own block of the same id it replaces."""
    person = board.person.get(block.person_id)
    if person is None:
        return (Conflict(Rule.NOT_HERE, _("This person is in no team of the rota.")),)
    others = tuple(b for b in board.plan.blocks if b is not block and (b.id != block.id or not block.id))
    rest = board if len(others) == len(board.plan.blocks) else board.with_blocks(others)
    found = [
        *_of_period(rest, block, person),
        *_of_days(rest, block, person),
        *_of_side(rest, block, person),
        *_of_other_blocks(rest, block, person),
        *_of_minimum(rest, block, person),
    ]
    return tuple(found)


def _of_period(board: Board, block: Block, person: Person) -> Iterator[Conflict]:
    rota = board.rota
    if block.from_on < rota.from_on or block.to_on > rota.to_on:
        words = _("The rota runs {days}; this block lies outside.").format(days=span(rota.from_on, rota.to_on))
        yield Conflict(Rule.PERIOD, words)
    if block.kind is BlockKind.GUEST and _weeks_away(board, block) > rota.longest_weeks:
        words = ngettext(
            "{name} would be away from the team for over {n} week.",
            "{name} would be away from the team for over {n} weeks.",
            rota.longest_weeks,
        )
        yield Conflict(Rule.LENGTH, words.format(name=person.name, n=number(rota.longest_weeks)))
    if not any(board.working(day) for day in days(block.from_on, block.to_on)):
        yield Conflict(Rule.HOLIDAY, _("There is no working day in this block."))


def _weeks_away(board: Board, block: Block) -> int:
    """ISO weeks away without a break: the block's own and, where no rest is asked for, those it joins up with."""
    away = {monday(day) for day in (block.from_on, block.to_on)}
    if not board.rota.rest_weeks:
        own = (b for b in board.blocks_of(block.person_id) if b.kind is BlockKind.GUEST)
        away |= {monday(day) for other in own for day in days(other.from_on, other.to_on)}
    first, last = monday(block.from_on), monday(block.to_on)
    while first - WEEK in away:
        first -= WEEK
    while last + WEEK in away:
        last += WEEK
    return (last - first) // WEEK + 1


def _of_days(board: Board, block: Block, person: Person) -> Iterator[Conflict]:
    outside = tuple(day for day in days(block.from_on, block.to_on) if not person.here_on(day))
    if outside:
        if person.joined_on and outside[0] < person.joined_on:
            words = _("{name} joins on {day}.").format(name=person.name, day=day_words(person.joined_on))
        else:
            words = _("{name} leaves on {day}.").format(name=person.name, day=day_words(person.left_on or block.to_on))
        yield Conflict(Rule.NOT_HERE, words, outside)
    for absence in board.leave(person.id):
        if absence.first_on <= block.to_on and block.from_on <= absence.last_on:
            inside = days(max(absence.first_on, block.from_on), min(absence.last_on, block.to_on))
            if any(board.working(day) for day in inside):
                words = _("{name} is away {days}.").format(name=person.name, days=_days(inside))
                yield Conflict(Rule.LEAVE, words, inside)


def _of_side(board: Board, block: Block, person: Person) -> Iterator[Conflict]:
    side = board.side(person.id)
    if block.kind is BlockKind.DUTY:
        if side not in (Side.OPS, Side.DEV):
            yield Conflict(Rule.SIDE, _("A duty pair is one person of Dev and one of Ops."))
        return
    host = board.teams.get(block.host_id) if block.host_id is not None else None
    if host is None:
        yield Conflict(Rule.SIDE, _("A guest needs a team to go to."))
    elif host.id == person.team_id:
        yield Conflict(Rule.SIDE, _("{name} is at home in {team}.").format(name=person.name, team=host.name))
    elif host.side is side or side not in (Side.OPS, Side.DEV):
        words = _("A rotation goes from Dev to Ops or from Ops to Dev; {name} and {team} are on the same side.")
        yield Conflict(Rule.SIDE, words.format(name=person.name, team=host.name))


def _of_other_blocks(board: Board, block: Block, person: Person) -> Iterator[Conflict]:
    for other in board.blocks_of(person.id):
        if other.touches(block.from_on, block.to_on):
            inside = days(max(other.from_on, block.from_on), min(other.to_on, block.to_on))
            yield Conflict(Rule.TWO_PLACES, _two_places(board, other, person, inside), inside)
        elif other.kind is block.kind:
            yield from _of_rest(board, block, other, person)


def _two_places(board: Board, other: Block, person: Person, inside: tuple[date, ...]) -> str:
    if other.kind is BlockKind.DUTY:
        return _("{name} is on duty {days}.").format(name=person.name, days=_days(inside))
    host = board.teams.get(other.host_id) if other.host_id is not None else None
    return _("{name} is a guest of {team} {days}.").format(
        name=person.name, team=host.name if host else "", days=_days(inside)
    )


def _of_rest(board: Board, block: Block, other: Block, person: Person) -> Iterator[Conflict]:
    between = free_weeks(block, other)
    needed = board.rota.rest_weeks if block.kind is BlockKind.GUEST else 1
    if between >= needed:
        return
    if block.kind is BlockKind.DUTY:
        words = _("{name} is on duty in the week beside it; a week lies between two duties.")
        yield Conflict(Rule.REST, words.format(name=person.name))
        return
    words = ngettext(
        "{name} has another rotation {days}; at least {n} week at home lies between two.",
        "{name} has another rotation {days}; at least {n} weeks at home lie between two.",
        needed,
    )
    yield Conflict(Rule.REST, words.format(name=person.name, days=span(other.from_on, other.to_on), n=number(needed)))


def free_weeks(block: Block, other: Block) -> int:
    """Whole ISO weeks between two blocks that do not touch; 0 when they lie in the same or in neighbouring weeks."""
    first, second = sorted((block, other), key=lambda b: b.from_on)
    return max(0, (monday(second.from_on) - monday(first.to_on)) // WEEK - 1)


def _of_minimum(board: Board, block: Block, person: Person) -> Iterator[Conflict]:
    """Leave alone may take a team below its minimum; a block is only to blame for what it makes worse."""
    home = board.teams.get(person.team_id)
    if block.kind is BlockKind.DUTY or home is None or not home.minimum:
        return
    have = {
        day: at_desk(board, home.id, day) - 1
        for day in days(block.from_on, block.to_on)
        if board.works(person, day) and board.host_on(person, day) == home.id
    }
    worse = {day: left for day, left in have.items() if left < home.minimum}
    if worse:
        lowest, on = min(worse.values()), tuple(worse)
        words = ngettext(
            "{team} would have {n} person at the desk {days}; its minimum is {minimum}.",
            "{team} would have {n} people at the desk {days}; its minimum is {minimum}.",
            lowest,
        ).format(team=home.name, n=number(lowest), days=_days(on), minimum=number(home.minimum))
        yield Conflict(Rule.MINIMUM, words, on)


def _days(inside: tuple[date, ...]) -> str:
    """``on 3 Dec 2026``, or ``16 – 18 Dec 2026``."""
    if len(inside) == 1:
        return _("on {day}").format(day=day_words(inside[0]))
    return span(inside[0], inside[-1])


def snapped(board: Board, block: Block) -> Block:
    """The block without the days at its ends on which nobody works, as a drag leaves it; duty keeps its weekend."""
    if block.kind is BlockKind.DUTY:
        return block
    first, last = block.from_on, block.to_on
    while first < last and not board.working(first):
        first += DAY
    while last > first and not board.working(last):
        last -= DAY
    return replace(block, from_on=first, to_on=last)
