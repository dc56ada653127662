"""The rows above the teams: who is on duty, which places are open, and the hub's sessions."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from datetime import date

from desktop_app.domain.board import Board
from desktop_app.domain.cover import weekday
from desktop_app.domain.language import _
from desktop_app.domain.rotations import BlockKind, OpenPlace
from desktop_app.domain.sessions import Session, SessionDate
from desktop_app.domain.teams import Side
from desktop_app.exchange.rota.rota_pieces import Column, Look, Piece
from desktop_app.exchange.rota.rota_words import role_words

_ROOM = {True: 7, False: 3}  # columns that a session's words take: days, weeks


def duty_pieces(board: Board, shown: Sequence[Column]) -> tuple[Piece, ...]:
    """Runs of columns with the same people on duty, those of Dev first; empty when nobody ever is."""
    blocks = [b for b in (*board.plan.blocks, *board.around) if b.kind is BlockKind.DUTY]
    held = []
    for column in shown:
        there = {b.person_id for b in blocks if b.touches(column.first, column.last)} & board.person.keys()
        names = sorted((board.side(who) is not Side.DEV, board.person[who].name, who) for who in there)
        held.append(tuple(name for _side, name, _who in names))
    return tuple(_runs(held))


def _runs(held: Sequence[tuple[str, ...]]) -> Iterator[Piece]:
    start = 0
    for end in range(1, len(held) + 1):
        if end < len(held) and held[end] == held[start]:
            continue
        if held[start]:
            words = (" + ".join(held[start]), "+".join(held[start]), "+".join(map(_initials, held[start])))
            yield Piece(start, end - 1, Look.DUTY, words)
        start = end


def _initials(name: str) -> str:
    """``AS`` for Anna Schmidt, ``O12`` for Ops 12."""
    return "".join(part if part.isdigit() else part[0].upper() for part in re.findall(r"\d+|[^\W\d_]+", name))


def open_rows(board: Board, shown: Sequence[Column]) -> tuple[tuple[Piece, ...], ...]:
    """The places that nobody fills, from their first to their last open day in the sheet."""
    found = []
    for place in board.open_places:
        touched = [n for n, column in enumerate(shown) if _open_in(place, column)]
        if touched:
            words = role_words(board, place.role, place.missing)
            found.append(Piece(touched[0], touched[-1], Look.OPEN, (words,)))
    return _stacked(found)


def _open_in(place: OpenPlace, column: Column) -> bool:
    return any(column.first <= day <= column.last for day in place.days)


def session_rows(board: Board, shown: Sequence[Column]) -> tuple[tuple[Piece, ...], ...]:
    """The sessions at their day, with room for their words to the right of it, or to the left at the edge."""
    found = []
    for session, on in sorted(_dated(board), key=lambda held: (held[1].starts, held[1].id)):
        day = on.starts.date()
        at = next((n for n, column in enumerate(shown) if column.first <= day <= column.last), None)
        if at is not None:
            last = min(len(shown) - 1, at + _ROOM[shown[0].one_day] - 1)
            first = max(0, last - _ROOM[shown[0].one_day] + 1)
            found.append(Piece(min(first, at), last, Look.SESSION, _session_words(board, session, day)))
    return _stacked(found)


def _dated(board: Board) -> Iterator[tuple[Session, SessionDate]]:
    return ((session, on) for session in board.sessions for on in session.dates)


def _session_words(board: Board, session: Session, day: date) -> tuple[str, ...]:
    when = f"{weekday(day)} {day.day}"
    words = _("▸ {day}: {topic}, {length}, {team}").format(
        day=when, topic=session.topic, length=session.length, team=board.host_words(session.team_id)
    )
    return words, _("▸ {day}: {topic}").format(day=when, topic=session.topic)


def _stacked(pieces: Sequence[Piece]) -> tuple[tuple[Piece, ...], ...]:
    """Pieces in as few rows as keep them apart."""
    rows: list[list[Piece]] = []
    for piece in pieces:
        free = next((row for row in rows if all(p.last < piece.first or piece.last < p.first for p in row)), None)
        if free is None:
            rows.append([piece])
        else:
            free.append(piece)
    return tuple(tuple(row) for row in rows)
