"""What the page asks for, off the GUI thread."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from desktop_app.domain.board import Board
from desktop_app.domain.conflicts import Conflict, conflicts
from desktop_app.domain.errors import Refused
from desktop_app.domain.rotations import Block, Plan
from desktop_app.services.rotations import RotaLine, RotationService
from desktop_app.ui.rotations.reading import Reading


@dataclass(frozen=True)
class Answer:
    """``reading`` is None without a rota; ``able`` says whether there are people to plan one with."""

    reading: Reading | None
    rotas: tuple[RotaLine, ...] = ()
    versions: tuple[Plan, ...] = ()
    able: bool = True

    @property
    def newest(self) -> bool:
        """Whether the plan shown is the newest of its rota, the only one that can be changed."""
        return self.reading is None or not self.versions or self.versions[0].id == self.reading.board.plan.id


def ask(rotations: RotationService, rota_id: int, plan_id: int) -> Answer:
    """The plan that is wanted (0: the newest); what is gone gives way to the newest there is."""
    board = rotations.board(rota_id or None, plan_id or None)
    if board is None and plan_id:
        board = rotations.board(rota_id or None)
    if board is None and rota_id:
        board = rotations.board()
    if board is None:
        return Answer(None, able=_able(rotations))
    return Answer(Reading.of(board), rotations.rotas(), rotations.versions(board.rota.id))


def _able(rotations: RotationService) -> bool:
    try:
        rotations.propose()
    except Refused:
        return False
    return True


def broken_by_block(board: Board) -> Mapping[Block, tuple[Conflict, ...]]:
    """The rules that each block of the plan breaks."""
    found = ((block, conflicts(board, block)) for block in board.plan.blocks)
    return {block: broken for block, broken in found if broken}
