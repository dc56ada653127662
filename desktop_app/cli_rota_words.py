"""What `rota plan` says of a plan: who goes where, what is open and why, cover, and how even it is."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from desktop_app.domain.board import Board
from desktop_app.domain.cover import cover
from desktop_app.domain.gaps import explain
from desktop_app.domain.language import _, ngettext, number
from desktop_app.domain.ledger import balances
from desktop_app.domain.rotations import Block, BlockKind, OpenPlace
from desktop_app.domain.stamps import span
from desktop_app.domain.teams import Side


def lines(board: Board) -> Iterator[str]:
    """For people."""
    count = len(board.plan.blocks)
    blocks = ngettext("{n} block", "{n} blocks", count).format(n=number(count))
    days = span(board.rota.from_on, board.rota.to_on)
    yield _("{rota}, {days}, {version}: {blocks}").format(
        rota=board.rota.name, days=days, version=board.plan.label, blocks=blocks
    )
    for block in _in_order(board):
        yield f"  {span(block.from_on, block.to_on)}: {_block_words(board, block)}"
    if not board.open_places:
        yield _("Every place is filled.")
    for place in board.open_places:
        slot = span(place.slot.from_on, place.slot.to_on)
        yield _("Open {days}, {role}: {reason}").format(
            days=slot, role=_role_words(board, place), reason=explain(board, place).sentence
        )
    for side, kind, low, high in _spread(board):
        yield _("{side}, {kind}: from {low} to {high} working days against the fair share").format(
            side=side.label, kind=_kind_words(kind), low=_signed(low), high=_signed(high)
        )
    yield _("Cover {result}.").format(result=cover(board).result)


def data(board: Board) -> dict[str, Any]:
    """For scripts: ISO days, names, and never a translated key."""
    return {
        "rota": board.rota.name,
        "from": board.rota.from_on.isoformat(),
        "to": board.rota.to_on.isoformat(),
        "version": board.plan.version,
        "published": board.plan.published,
        "blocks": [_block_data(board, block) for block in _in_order(board)],
        "open": [_open_data(board, place) for place in board.open_places],
        "spread": [
            {"side": side.key, "kind": kind.name.lower(), "lowest": round(low, 3), "highest": round(high, 3)}
            for side, kind, low, high in _spread(board)
        ],
        "cover": cover(board).result,
    }


def _in_order(board: Board) -> list[Block]:
    return sorted(board.plan.blocks, key=lambda b: (b.from_on, b.kind, b.to_on, b.id))


def _kind_words(kind: BlockKind) -> str:
    return _("guest") if kind is BlockKind.GUEST else _("duty")


def _role_words(board: Board, place: OpenPlace) -> str:
    """``guest of Operations`` or ``duty, Dev``."""
    role = place.role
    if role.kind is BlockKind.DUTY:
        return _("duty, {side}").format(side=role.side.label)
    return _("guest of {team}").format(team=_team_name(board, role.host_id))


def _block_words(board: Board, block: Block) -> str:
    name, partner = _name(board, block.person_id), board.partner(block)
    if block.kind is BlockKind.DUTY:
        words = _("{name} on duty with {partner}") if partner else _("{name} on duty")
    else:
        words = _("{name} to {team}, with {partner}") if partner else _("{name} to {team}")
    return words.format(name=name, team=_team_name(board, block.host_id), partner=partner.name if partner else "")


def _name(board: Board, person_id: int) -> str:
    person = board.person.get(person_id)
    return person.name if person else ""


def _team_name(board: Board, team_id: int | None) -> str:
    team = board.teams.get(team_id) if team_id is not None else None
    return team.name if team else ""


def _block_data(board: Board, block: Block) -> dict[str, Any]:
    partner, person = board.partner(block), board.person.get(block.person_id)
    return {
        "person": person.name if person else None,
        "team": _team_name(board, person.team_id) if person else None,
        "kind": block.kind.name.lower(),
        "host": _team_name(board, block.host_id) or None,
        "from": block.from_on.isoformat(),
        "to": block.to_on.isoformat(),
        "with": partner.name if partner else None,
        "pinned": block.pinned,
    }


def _open_data(board: Board, place: OpenPlace) -> dict[str, Any]:
    return {
        "kind": place.role.kind.name.lower(),
        "side": place.role.side.key,
        "host": _team_name(board, place.role.host_id) or None,
        "from": place.slot.from_on.isoformat(),
        "to": place.slot.to_on.isoformat(),
        "missing": place.missing,
        "days": [day.isoformat() for day in place.days],
        "reason": explain(board, place).sentence,
    }


def _spread(board: Board) -> Iterator[tuple[Side, BlockKind, float, float]]:
    """How far the balances of a side lie apart, for each kind it is asked for."""
    held = balances(board)
    for kind, side in sorted({(role.kind, role.side) for role in board.rota.roles}):
        own = [held.get((person.id, kind), 0.0) for person in board.people if board.side(person.id) is side]
        if own:
            yield side, kind, min(own), max(own)


def _signed(days: float) -> str:
    return ("−" if round(days, 1) < 0 else "+" if round(days, 1) > 0 else "") + number(abs(days), 1)
