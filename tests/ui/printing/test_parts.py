"""Names, pages, pieces and lines, each for itself."""

from __future__ import annotations

from datetime import date

from hypothesis import given, settings
from hypothesis import strategies as st

from desktop_app.domain.people import Person
from desktop_app.domain.rotations import DAY, Block, BlockKind
from desktop_app.domain.teams import Side, Team
from desktop_app.ui.printing.axis import Axis
from desktop_app.ui.printing.measures import Scale
from desktop_app.ui.printing.names import Names
from desktop_app.ui.printing.paging import Line, pages
from desktop_app.ui.printing.pieces import block_pieces, lanes
from desktop_app.ui.printing.sheet import wrapped
from desktop_app.ui.printing.typeface import Weight, width
from tests.ui.printing.boards import HOLIDAYS, START, board

NAMES = st.lists(st.text("Aab 12-é", min_size=1, max_size=8), min_size=1, max_size=12)


@settings(max_examples=150, deadline=None)
@given(NAMES)
def test_no_two_people_share_their_initials(qapp: object, names: list[str]) -> None:
    people = [Person(n, name, 1) for n, name in enumerate(names)]
    short = Names.of(people, initials=True).short
    assert len(set(short.values())) == len(people)
    assert all(short.values())


def test_initials_are_made_of_all_parts_of_a_name(qapp: object) -> None:
    people = [Person(1, "Anna-Maria Schmidt", 1), Person(2, "Ops 12", 1), Person(3, "…", 1)]
    assert Names.of(people, initials=True).full == {1: "AMS", 2: "O12", 3: "?"}


@settings(max_examples=200, deadline=None)
@given(st.lists(st.integers(0, 30), min_size=1, max_size=7), st.floats(40, 200))
def test_rows_keep_their_order_and_never_leave_the_page(sizes: list[int], room: float) -> None:
    groups = []
    for index, size in enumerate(sizes):
        team = Team(index, f"Team {index}", Side.DEV)
        people = [Person(100 * index + n, f"P{n}", index) for n in range(size)]
        groups.append([Line(team, None, 5.6), *(Line(team, person, 7.0) for person in people)])
    made = pages(groups, room)
    assert [line.person for page in made for line in page if line.person] == [
        line.person for group in groups for line in group if line.person
    ]
    for page in made:
        assert page[0].person is None, "a page begins with a band"
        rows = sum(line.person is not None for line in page)
        assert rows <= 1 or sum(line.least for line in page) <= room + 1e-6
    everything = sum(line.least for group in groups for line in group)
    assert len(made) >= everything / room - 1e-6 or len(made) == 1


def test_whole_teams_are_kept_together_when_it_costs_no_page() -> None:
    groups = []
    for index in range(3):
        team = Team(index, f"Team {index}", Side.DEV)
        groups.append([Line(team, None, 5.0), *(Line(team, Person(n, f"P{n}", index), 7.0) for n in range(5))])
    made = pages(groups, 90.0)
    assert [len(page) for page in made] == [12, 6]
    assert not any(line.continued for page in made for line in page)


def test_a_guest_block_is_broken_at_weekends_and_holidays_and_a_duty_block_is_not() -> None:
    own = board(3)
    guest = Block(1, 2, BlockKind.GUEST, 1, date(2027, 3, 1), date(2027, 3, 12))
    duty = Block(2, 2, BlockKind.DUTY, None, date(2027, 3, 1), date(2027, 3, 14))
    quiet = own.with_blocks(())
    pieces = block_pieces(quiet, guest, date(2027, 3, 1), date(2027, 3, 31))
    assert date(2027, 3, 8) in HOLIDAYS
    spans = [(p.first.day, p.last.day, p.week) for p in pieces.pieces]
    assert [span for span in spans if span[0] != 5] == spans
    assert spans == [(1, 5, 1), (9, 12, 2)]
    assert [(a.day, b.day) for a, b in pieces.bridges] == [(6, 8)]
    whole = block_pieces(quiet, duty, date(2027, 3, 1), date(2027, 3, 31)).pieces
    assert [(p.first.day, p.last.day) for p in whole] == [(1, 14)]


@settings(max_examples=150, deadline=None)
@given(st.lists(st.tuples(st.integers(0, 40), st.integers(0, 10)), max_size=8))
def test_blocks_in_one_lane_never_touch(spans: list[tuple[int, int]]) -> None:
    blocks = tuple(
        Block(n, 1, BlockKind.GUEST, 1, START + DAY * first, START + DAY * (first + length))
        for n, (first, length) in enumerate(spans)
    )
    placed = lanes(blocks)
    for i, one in enumerate(blocks):
        for j, other in enumerate(blocks):
            if i < j and one.touches(other.from_on, other.to_on):
                assert placed[i] != placed[j]


def test_columns_fill_the_sheet_and_weekends_are_narrower() -> None:
    for scale in Scale:
        axis = Axis.over(date(2027, 1, 1), date(2027, 1, 31), scale, 30.0, 287.0)
        assert axis.edges[0] == 30.0
        assert abs(axis.edges[-1] - 287.0) < 1e-9
        monday, sunday = (
            axis.across(date(2027, 1, 4), date(2027, 1, 4)),
            axis.across(date(2027, 1, 10), date(2027, 1, 10)),
        )
        assert sunday[1] - sunday[0] < monday[1] - monday[0]
    assert Axis.over(date(2027, 1, 1), date(2027, 1, 31), Scale.WEEKS, 0, 1).first == date(2026, 12, 28)


@settings(max_examples=100, deadline=None)
@given(st.lists(st.text("abc ", max_size=60), max_size=4), st.floats(5, 60))
def test_wrapped_lines_fit_and_lose_no_letter(qapp: object, parts: list[str], room: float) -> None:
    runs = tuple((part, Weight.BOLD if n % 2 else Weight.REGULAR) for n, part in enumerate(parts))
    lines = wrapped(runs, room, 9)
    for line in lines:
        assert sum(width(words, 9, weight) for words, weight in line) <= room + 0.01
    joined = "".join(words for line in lines for words, _weight in line)
    assert joined.replace(" ", "") == "".join(parts).replace(" ", "")
