"""A small house with people, as the tests of rotas and sessions need it."""

from __future__ import annotations

from datetime import UTC, date, datetime

from desktop_app.domain.people import Person
from desktop_app.domain.rotations import DAY, Block, BlockKind, Role, Rota
from desktop_app.domain.teams import Side
from desktop_app.services.suite import Services
from desktop_app.storage import teams

MONDAY = date(2026, 11, 30)
NOW = int(datetime(2026, 11, 23, 7, tzinfo=UTC).timestamp())
SIDES = {"Network Ops": Side.OPS, "Payments Dev": Side.DEV, "Facilities": Side.OTHER}


class House:
    """Network Ops (NET) and Payments Dev (PAY) with ``size`` people each; ids by name."""

    def __init__(self, services: Services, size: int = 5) -> None:
        self.services = services
        services.workspace.now = lambda: NOW
        with services.workspace.step("teams") as (_connection, step):
            made = teams.ensure(step, SIDES, SIDES)
        self.ops, self.dev, self.other = made.values()
        self.ids: dict[str, int] = {}
        for n in range(1, size + 1):
            self.add(f"Ops {n}", self.ops)
            self.add(f"Dev {n}", self.dev)

    def add(self, name: str, team: int, **how: object) -> int:
        self.ids[name] = self.services.people.add(Person(0, name, team, **how)).ids[0]  # type: ignore[arg-type]
        return self.ids[name]

    def rota(self, name: str = "Winter", from_on: date = MONDAY, weeks: int = 8) -> tuple[int, int]:
        """A stored rota: its id and that of its draft."""
        guests = Role(0, BlockKind.GUEST, Side.DEV, self.ops), Role(0, BlockKind.GUEST, Side.OPS, self.dev)
        made = Rota(0, name, from_on, weeks, team_ids=(self.ops, self.dev), roles=guests)
        rota_id, plan_id = self.services.rotations.add_rota(made).ids
        return rota_id, plan_id

    def guest(self, name: str, from_on: date = MONDAY, days: int = 12) -> Block:
        host = self.dev if name.startswith("Ops") else self.ops
        return Block(0, self.ids[name], BlockKind.GUEST, host, from_on, from_on + DAY * (days - 1))
