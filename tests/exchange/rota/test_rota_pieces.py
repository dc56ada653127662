"""How a person's blocks and leave lie in the columns of a sheet."""

from __future__ import annotations

from datetime import date

from desktop_app.domain.board import Board
from desktop_app.domain.rotations import Block, days
from desktop_app.exchange.rota.rota_pieces import Look, Piece, columns, person_rows
from tests.exchange.boards import GUEST, OPS, board

DECEMBER = (date(2026, 12, 14), date(2026, 12, 31))


def _rows(made: Board, person: int, period: tuple[date, date] = DECEMBER) -> tuple[tuple[Piece, ...], ...]:
    return person_rows(made, made.person[person], columns(made, *period))


def _told(pieces: tuple[Piece, ...]) -> list[tuple[int, int, Look, str]]:
    return [(piece.first, piece.last, piece.look, piece.words[0]) for piece in pieces]


def test_a_stay_is_broken_where_nobody_works_and_numbered_by_weeks() -> None:
    (row,) = _rows(board(), 11)
    assert _told(row) == [
        (0, 4, Look.TO_OPS, "→ OPS 1/2 with Ops 2"),
        (5, 6, Look.BRIDGE, "–"),
        (7, 10, Look.TO_OPS, "→ OPS 2/2 with Ops 2"),
    ]


def test_nothing_bridges_the_days_after_a_stay() -> None:
    (row,) = _rows(board(), 20)
    assert [piece.look for piece in row] == [Look.TO_OPS]
    assert row[0].words[0] == "→ OPS"


def test_duty_goes_through_the_weekend() -> None:
    (row,) = _rows(board(), 12)
    assert _told(row)[0] == (0, 6, Look.DUTY, "duty with Ops 4")
    assert row[1].words[0] == "duty with Ops 4 to 3 Jan", "it goes on outside the sheet"


def test_leave_breaks_a_stay_and_is_merged_where_it_overlaps() -> None:
    (row,) = _rows(board(), 14)
    assert _told(row) == [(14, 15, Look.TO_OPS, "→ OPS 1/2 with Ops 1"), (16, 17, Look.AWAY, "away")]
    (later,) = _rows(board(), 14, (date(2027, 1, 1), date(2027, 1, 10)))
    assert _told(later)[-1] == (5, 7, Look.TO_OPS, "→ OPS 2/2 with Ops 1")
    assert _told(later)[0][2] is Look.AWAY


def test_two_places_at_once_are_two_rows() -> None:
    made = board()
    beside = Block(900, 11, GUEST, OPS, date(2026, 12, 17), date(2026, 12, 18))
    first, second = _rows(made.with_blocks((*made.plan.blocks, beside)), 11)
    assert [piece.look for piece in second] == [Look.TO_OPS]
    assert len(first) == 3


def test_a_long_rota_has_weeks_as_columns_cut_at_the_ends_of_the_sheet() -> None:
    made = board(weeks=20)
    shown = columns(made, *DECEMBER)
    assert [(c.first.day, c.last.day) for c in shown] == [(14, 20), (21, 27), (28, 31)]
    (row,) = _rows(made, 11)
    assert _told(row) == [(0, 1, Look.TO_OPS, "→ OPS with Ops 2")]
    (away,) = _rows(made, 1)
    assert _told(away) == [(0, 0, Look.AWAY, "away 3 days")]


def test_pieces_of_a_row_never_overlap() -> None:
    made = board()
    for person in made.people:
        for row in person_rows(made, person, columns(made, *DECEMBER)):
            taken = [n for piece in row for n in range(piece.first, piece.last + 1)]
            assert len(taken) == len(set(taken))
            assert all(0 <= n < len(days(*DECEMBER)) for n in taken)
