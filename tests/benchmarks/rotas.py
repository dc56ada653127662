"""Rotas of 40 people and 52 weeks: the plan at once, and the solver against its own proven bounds."""

from __future__ import annotations

import random
import time
from datetime import date, timedelta

from desktop_app.domain.board import Board
from desktop_app.domain.people import Absence, Person
from desktop_app.domain.rotations import DAY, BlockKind, Plan, Role, Rota
from desktop_app.domain.teams import Side, Team
from desktop_app.planning.plans import Planned, best_plan, quick_plan
from desktop_app.planning.problem import TURN
from desktop_app.planning.scores import Measure
from desktop_app.planning.solver import EFFORT
from tests.benchmarks.report import Report, median_ms

START = date(2026, 1, 5)
SEEDS = (1, 2)


def rota(report: Report) -> None:
    """Slots of two weeks as proposed, and of one week; the worst of two organisations counts."""
    for slot_weeks in (2, 1):
        boards = [organisation(seed, slot_weeks) for seed in SEEDS]
        of = f"40 people x 52 weeks, slots of {slot_weeks}"
        seconds = max(median_ms(lambda b=board: quick_plan(b), 3) / 1000 for board in boards)
        report.at_most(f"plan at once, {of}, seconds", seconds, 4, "absolute, informs")
        _solved(report, of, boards)


def _solved(report: Report, of: str, boards: list[Board]) -> None:
    began = time.perf_counter()
    found = [best_plan(board) for board in boards]
    wall = (time.perf_counter() - began) / len(boards)
    opened = max(above(plan, Measure.OPEN) for plan in found)
    report.at_most(f"solver, {of}, open places above the bound", opened, 0, "the proven bound")
    spread = max(above(plan, Measure.SPREAD) / TURN for plan in found)
    report.at_most(
        f"solver, {of}, spread above the bound, turns", spread, 1, "the proven bound, over all sides and kinds"
    )
    gap = max(stage.gap for plan in found for stage in plan.stages if stage.measure > Measure.SPREAD)
    report.at_most(f"solver, {of}, further stages above the bound, per cent", 100 * gap, 5, "the proven bounds")
    spent = max(plan.spent for plan in found)
    report.at_most(f"solver, {of}, deterministic time", spent, EFFORT, f"absolute, {wall:.1f} s here on average")


def above(plan: Planned, measure: Measure) -> int:
    """How far a stage may lie above the best plan there is."""
    return sum(stage.value - stage.bound for stage in plan.stages if stage.measure is measure)


def organisation(seed: int, slot_weeks: int) -> Board:
    """Two Ops and three Dev teams of eight, six of whom stay at home; shares, leave, carried debts, duty pairs."""
    chance = random.Random(seed)
    sides = {1: Side.OPS, 2: Side.OPS, 3: Side.DEV, 4: Side.DEV, 5: Side.DEV}
    teams = {team_id: Team(team_id, f"Team {team_id}", side, minimum=6) for team_id, side in sides.items()}
    people = tuple(
        Person(n + 1, f"Person {n + 1}", 1 + n % 5, chance.choice([100, 100, 100, 80, 60, 50])) for n in range(40)
    )
    leave = []
    for person in people:
        for _holiday in range(4):
            first = START + timedelta(days=chance.randrange(364))
            leave.append(Absence(len(leave) + 1, person.id, first, first + DAY * chance.choice([2, 5, 7, 12, 14])))
    guests = [
        Role(host, BlockKind.GUEST, Side.OPS if side is Side.DEV else Side.DEV, host) for host, side in sides.items()
    ]
    pair = [Role(8, BlockKind.DUTY, Side.OPS, None), Role(9, BlockKind.DUTY, Side.DEV, None)]
    carried = {(person.id, BlockKind.GUEST): float(chance.choice([0, 0, 5, -5, 3])) for person in people}
    held = Rota(1, "A year", START, 52, slot_weeks, 4, 2, tuple(teams), (*guests, *pair))
    return Board(held, Plan(1, 1, 1), teams, people, tuple(leave), carried=carried)
