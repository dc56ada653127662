"""No silent gap: why nobody fills a place, and who comes closest by which rule."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from desktop_app.domain.board import Board
from desktop_app.domain.conflicts import Conflict, Rule, conflicts, snapped
from desktop_app.domain.language import _, ngettext, number
from desktop_app.domain.ledger import balances
from desktop_app.domain.people import Person
from desktop_app.domain.rotations import DAY, WEEK, Block, BlockKind, OpenPlace, days, monday
from desktop_app.domain.teams import Side

MOST_PROPOSALS = 3
_ORDER = (Rule.NOT_HERE, Rule.LEAVE, Rule.TWO_PLACES, Rule.REST, Rule.MINIMUM, Rule.LENGTH, Rule.HOLIDAY, Rule.PERIOD)


@dataclass(frozen=True, slots=True)
class Proposal:
    """A block that would fill the place; ``rules`` are those that it would break, if any."""

    block: Block
    sentence: str
    rules: tuple[Rule, ...]


@dataclass(frozen=True, slots=True)
class GapReason:
    sentence: str
    proposals: tuple[Proposal, ...]


def explain(board: Board, place: OpenPlace) -> GapReason:
    """Why the place is open, in counts, with at most three proposals: fewest rules broken first, then who owes most."""
    candidates = [p for p in board.people if board.side(p.id) is place.role.side and p.team_id != place.role.host_id]
    tried = [(person, block, conflicts(board, block)) for person, block in _blocks(board, place, candidates)]
    owed = balances(board)
    ranked = sorted(tried, key=lambda t: (_weight(board, *t[1:]), owed.get((t[0].id, place.role.kind), 0.0), t[0].name))
    never = {Rule.NOT_HERE, Rule.SIDE}  # no manager can relax these
    able = [(person, block, found) for person, block, found in ranked if never.isdisjoint(c.rule for c in found)]
    proposals = tuple(_proposal(person, block, found) for person, block, found in able[:MOST_PROPOSALS])
    return GapReason(_sentence(place, [found for _person, _block, found in tried]), proposals)


def _weight(board: Board, block: Block, found: Sequence[Conflict]) -> int:
    """How much would have to be relaxed: a rule each, and leave over half of the block far more than any of them."""
    working = [day for day in days(block.from_on, block.to_on) if board.working(day)]
    away = {day for conflict in found if conflict.rule is Rule.LEAVE for day in conflict.days}
    mostly = 2 * sum(1 for day in working if day in away) > len(working)
    return len({conflict.rule for conflict in found}) + (len(Rule) if mostly else 0)


def _blocks(board: Board, place: OpenPlace, people: Iterable[Person]) -> Iterator[tuple[Person, Block]]:
    """Everybody with the block that would fill the place; a duty lasts one week, the first that is open."""
    first, last = place.days[0], place.days[-1]
    if place.role.kind is BlockKind.DUTY:
        first, last = monday(first), monday(first) + WEEK - DAY
    for person in people:
        yield person, snapped(board, Block(0, person.id, place.role.kind, place.role.host_id, first, last))


def _proposal(person: Person, block: Block, found: Iterable[Conflict]) -> Proposal:
    rules = tuple(dict.fromkeys(conflict.rule for conflict in found))
    said = " ".join(conflict.sentence for conflict in found)
    words = said or _("{name} could go: no rule speaks against it.").format(name=person.name)
    return Proposal(block, words, rules)


def _sentence(place: OpenPlace, found: list[tuple[Conflict, ...]]) -> str:
    """``Of 7 developers 3 are away, 2 are elsewhere then and 2 are needed at home.``"""
    total = len(found)
    if not total:
        return _("There is nobody in the rota who could take this place.")
    free = sum(1 for them in found if not them)
    if free:
        return ngettext(
            "{n} of {total} people could take this place.", "{n} of {total} people could take this place.", free
        ).format(n=number(free), total=number(total))
    counts = Counter(next(rule for rule in (*_ORDER, Rule.SIDE) if rule in {c.rule for c in them}) for them in found)
    parts = [_part(rule, counts[rule]) for rule in (*_ORDER, Rule.SIDE) if counts[rule]]
    listed = (
        parts[0] if len(parts) == 1 else _("{names} and {last}").format(names=", ".join(parts[:-1]), last=parts[-1])
    )
    return _("{whom} {reasons}.").format(whom=_whom(place.role.side, total), reasons=listed)


def _whom(side: Side, total: int) -> str:
    if side is Side.DEV:
        return ngettext("Of {n} developer", "Of {n} developers", total).format(n=number(total))
    return ngettext("Of {n} operator", "Of {n} operators", total).format(n=number(total))


def _part(rule: Rule, n: int) -> str:
    words = {
        Rule.NOT_HERE: ngettext("{n} is not in the team then", "{n} are not in the team then", n),
        Rule.LEAVE: ngettext("{n} is away", "{n} are away", n),
        Rule.TWO_PLACES: ngettext("{n} has another place then", "{n} have another place then", n),
        Rule.REST: ngettext("{n} is between two rotations", "{n} are between two rotations", n),
        Rule.MINIMUM: ngettext("{n} is needed at home", "{n} are needed at home", n),
        Rule.LENGTH: ngettext("{n} would be away too long", "{n} would be away too long", n),
        Rule.HOLIDAY: ngettext("{n} has no working day in it", "{n} have no working day in it", n),
    }
    return words.get(rule, ngettext("{n} cannot go", "{n} cannot go", n)).format(n=number(n))
