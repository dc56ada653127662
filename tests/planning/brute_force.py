"""The best (open places, spread) of a small rota by trying everything, slot after slot.

Plans that leave everybody in the same state are counted once; nothing else is left out. Only for rotas without leave,
holidays, pinned blocks and duties, with whole slots: the few rules that remain are written down here a second time.
"""

from __future__ import annotations

from collections.abc import Iterator
from fractions import Fraction
from itertools import combinations, product

from desktop_app.domain.board import Board
from desktop_app.domain.rotations import BlockKind, Role
from desktop_app.domain.teams import Side

Person = tuple[int, int, int]  # turns so far, slots at home since the last, slots away in a row
State = tuple[Person, ...]
Choice = tuple[frozenset[int], int]  # who goes in a slot, and how many places that leaves open


def optimum(board: Board) -> tuple[int, Fraction]:
    """Fewest open places, and the smallest spread with as many, in turns summed over the two sides."""
    rota, people = board.rota, board.people
    slots = rota.weeks // rota.slot_weeks
    rest = -(-rota.rest_weeks // rota.slot_weeks)  # slots at home between two turns
    longest = rota.longest_weeks // rota.slot_weeks
    states: dict[State, int] = {tuple((0, rest, 0) for _ in people): 0}
    known: dict[tuple[int, ...], list[Choice]] = {}
    for _slot in range(slots):
        following: dict[State, int] = {}
        for state, missing in states.items():
            able = tuple(n for n, (_turns, idle, run) in enumerate(state) if idle >= rest and (rest or run < longest))
            if able not in known:
                known[able] = list(_choices(board, able))
            for gone, unfilled in known[able]:
                after = tuple(
                    (turns + 1, 0, min(run + 1, longest)) if n in gone else (turns, min(idle + 1, rest), 0)
                    for n, (turns, idle, run) in enumerate(state)
                )
                following[after] = min(following.get(after, 10**9), missing + unfilled)
        states = following
    fewest = min(states.values())
    return fewest, min(_spread(board, s, slots) for s, missing in states.items() if missing == fewest)


def _choices(board: Board, able: tuple[int, ...]) -> Iterator[Choice]:
    """Everybody who may go in a slot, with the number of places left open."""
    roles = [role for role in board.rota.roles if role.kind is BlockKind.GUEST]
    options = []
    for role in roles:
        own = [n for n in able if board.teams[board.people[n].team_id].side is role.side]
        own = [n for n in own if board.teams[role.host_id or 0].side is not role.side]
        options.append([them for count in range(role.places + 1) for them in combinations(own, count)])
    fewest: dict[frozenset[int], int] = {}
    for chosen in product(*options):
        gone = [n for them in chosen for n in them]
        if len(set(gone)) == len(gone) and _home_kept(board, chosen, roles):
            fewest[frozenset(gone)] = sum(role.places for role in roles) - len(gone)
    yield from fewest.items()


def _home_kept(board: Board, chosen: tuple[tuple[int, ...], ...], roles: list[Role]) -> bool:
    for team_id, team in board.teams.items():
        left = sum(1 for them in chosen for n in them if board.people[n].team_id == team_id)
        came = sum(len(them) for them, role in zip(chosen, roles, strict=True) if role.host_id == team_id)
        size = sum(1 for person in board.people if person.team_id == team_id)
        if left and size - left + came < team.minimum:
            return False
    return True


def _spread(board: Board, state: State, slots: int) -> Fraction:
    total = Fraction(0)
    for side in (Side.OPS, Side.DEV):
        own = [n for n, p in enumerate(board.people) if board.teams[p.team_id].side is side]
        demanded = slots * sum(role.places for role in board.rota.roles if role.side is side)
        time = sum(board.people[n].share for n in own)
        debts = []
        for n in own if demanded else ():
            carried = Fraction(board.carried.get((board.people[n].id, BlockKind.GUEST), 0.0))
            fair = Fraction(demanded * board.people[n].share, time)
            debts.append(carried / (5 * board.rota.slot_weeks) + state[n][0] - fair)
        total += max(debts) - min(debts) if debts else 0
    return total
