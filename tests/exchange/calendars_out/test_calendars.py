"""Calendar files of a plan: read back by icalendar they say the same, and a later version updates the earlier one."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from icalendar import Calendar, Event

from desktop_app.domain.board import Board
from desktop_app.domain.errors import Refused
from desktop_app.domain.rotations import Block
from desktop_app.domain.sessions import SessionDate
from desktop_app.exchange.calendars_out import calendars
from desktop_app.exchange.calendars_out.calendar_zones import timezone
from tests.exchange.boards import GUEST, OPS, PORTAL, QUESTION, board


def _events(path: Path) -> dict[str, Event]:
    """By UID."""
    return {str(event["uid"]): event for event in Calendar.from_ical(path.read_bytes()).walk("VEVENT")}


def _stays(path: Path) -> dict[str, Event]:
    return {uid: event for uid, event in _events(path).items() if uid.startswith("rota-")}


def _with_block(made: Board, block: Block) -> Board:
    return made.with_blocks(block if old.id == block.id else old for old in made.plan.blocks)


def test_everybody_and_every_team_has_a_file_of_their_own(tmp_path: Path) -> None:
    written = calendars.write(board(), tmp_path / "new" / "folder")
    names = sorted(path.stem for path in written)
    assert len(set(names)) == 13
    assert {"person-dev-1", "person-ops-2", "team-operations", "team-payments-dev", "team-portal-dev"} <= set(names)
    assert {"person-jorg-angstrom-weiss-20", "person-jorg-angstrom-weiss-21"} <= set(names), "alike, yet apart"


def test_a_stay_is_whole_days_with_its_words_and_ends_on_the_day_after(tmp_path: Path) -> None:
    calendars.write(board(), tmp_path, "1765000000")
    ((uid, stay),) = _stays(tmp_path / "person-dev-1.ics").items()
    assert uid == "rota-7-person-11-guest-2026-12-14@1765000000.second-way"
    assert (stay.start, stay.end) == (date(2026, 12, 14), date(2026, 12, 25)), "its last day is the 24th"
    assert str(stay["summary"]) == "Dev 1: guest of Operations, with Ops 2"
    assert QUESTION in str(stay["description"])
    assert "9 working days." in str(stay["description"])
    assert (stay["sequence"], str(stay["status"])) == (3, "CONFIRMED")
    assert stay.decoded("dtstamp") == datetime(2026, 12, 11, 8, 12, tzinfo=UTC)


def test_umlauts_commas_and_line_breaks_are_escaped_and_lines_folded(tmp_path: Path) -> None:
    calendars.write(board(), tmp_path)
    raw = (tmp_path / "person-dev-1.ics").read_bytes()
    assert all(len(line) <= 75 for line in raw.split(b"\r\n"))
    whole = raw.replace(b"\r\n ", b"").decode()
    assert r"Why three restarts\, not one\; who decides?\nAsk Ärzte & Co\n" in whole
    assert r"X-WR-CALNAME:Dev 1: Winter\, R&D\; 1\, v3\, published" in whole


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=25, deadline=None)
@given(st.text(st.characters(exclude_categories=["C"]), min_size=1, max_size=200))
def test_any_question_reads_back_as_it_was_asked(tmp_path: Path, question: str) -> None:
    made = board()
    alone = replace(made, people=(made.person[11],), rota=replace(made.rota, team_ids=()))
    calendars.write(_with_block(alone, replace(made.plan.blocks[0], question=question)), tmp_path)
    (stay,) = _stays(tmp_path / "person-dev-1.ics").values()
    assert question in str(stay["description"])


def test_both_halves_of_a_duty_pair_name_each_other(tmp_path: Path) -> None:
    calendars.write(board(), tmp_path)
    dev = [str(stay["summary"]) for stay in _stays(tmp_path / "person-dev-2.ics").values()]
    ops = [str(stay["summary"]) for stay in _stays(tmp_path / "person-ops-4.ics").values()]
    assert dev == ["Dev 2: on duty, with Ops 4"] * 2
    assert ops == ["Ops 4: on duty, with Dev 2"] * 2


def test_a_team_sees_its_own_people_and_its_guests_as_they_see_themselves(tmp_path: Path) -> None:
    calendars.write(board(), tmp_path)
    team = _stays(tmp_path / "team-operations.ics")
    words = {str(stay["summary"]) for stay in team.values()}
    assert {"Ops 3: guest of Payments Dev", "Dev 1: guest of Operations, with Ops 2"} <= words
    for uid, stay in _stays(tmp_path / "person-dev-1.ics").items():
        assert team[uid].to_ical() == stay.to_ical(), "two calendars side by side show one stay"


def test_a_later_version_keeps_the_uid_and_counts_up(tmp_path: Path) -> None:
    published = board(version=3)
    draft = board(published=False, version=4)
    moved = replace(draft.plan.blocks[0], id=900, from_on=date(2026, 12, 15), host_id=OPS, mentor_id=1)
    draft = draft.with_blocks((moved, *draft.plan.blocks[1:]))
    calendars.write(published, tmp_path / "3", "x")
    calendars.write(draft, tmp_path / "4", "x")
    before, after = (_stays(tmp_path / version / "person-dev-1.ics") for version in "34")
    assert before.keys() == after.keys()
    ((uid, stay),) = after.items()
    assert (stay.start, stay["sequence"], str(stay["status"])) == (date(2026, 12, 15), 4, "TENTATIVE")
    assert before[uid]["sequence"] == 3


def test_a_stay_that_begins_in_another_week_is_cancelled_under_its_old_uid(tmp_path: Path) -> None:
    before, after = board(version=3), board(published=False, version=4)
    later = replace(after.plan.blocks[0], from_on=date(2026, 12, 21))
    calendars.write(_with_block(after, later), tmp_path, "x", earlier=(before,))
    for name in ("person-dev-1", "team-operations"):
        stays = _stays(tmp_path / f"{name}.ics")
        old, new = (stays[f"rota-7-person-11-guest-2026-12-{day}@x.second-way"] for day in (14, 21))
        assert (str(old["status"]), old["sequence"]) == ("CANCELLED", 4)
        assert (old.start, old.end) == (date(2026, 12, 14), date(2026, 12, 25))
        assert str(new["status"]) == "TENTATIVE"
    others = [stay for path in tmp_path.iterdir() for stay in _stays(path).values() if "Dev 1:" not in stay["summary"]]
    assert all(str(stay["status"]) == "TENTATIVE" for stay in others)


def test_a_stay_gone_since_any_earlier_version_is_cancelled_until_it_comes_back(tmp_path: Path) -> None:
    first, second = board(version=1), board(version=2)
    second, third = second.with_blocks(second.plan.blocks[1:]), board(version=3)
    calendars.write(third.with_blocks(()), tmp_path / "gone", earlier=(second, first))
    calendars.write(third, tmp_path / "back", earlier=(second, first))
    gone, back = (_stays(tmp_path / name / "person-dev-1.ics") for name in ("gone", "back"))
    assert [(str(stay["status"]), stay["sequence"]) for stay in gone.values()] == [("CANCELLED", 3)]
    assert [(str(stay["status"]), stay["sequence"]) for stay in back.values()] == [("CONFIRMED", 3)]
    assert gone.keys() == back.keys()


def test_a_stay_that_goes_to_another_team_is_moved_in_the_calendar_of_the_first(tmp_path: Path) -> None:
    before, after = board(version=3), board(version=4)
    elsewhere = replace(after.plan.blocks[0], host_id=PORTAL, mentor_id=None)
    calendars.write(_with_block(after, elsewhere), tmp_path, earlier=(before,))
    files = [_stays(tmp_path / f"{name}.ics") for name in ("person-dev-1", "team-operations", "team-portal-dev")]
    told = {found["rota-7-person-11-guest-2026-12-14@second-way"].to_ical() for found in files}
    assert len(told) == 1, "one UID says one thing, however many of the files a calendar takes"
    assert b"guest of =Portal Dev" in told.pop()


def test_a_session_whose_date_alone_moved_counts_up(tmp_path: Path) -> None:
    calendars.write(board(), tmp_path / "1", changed={31: 40})
    calendars.write(board(), tmp_path / "2", changed={31: 52})
    before, after = (_events(tmp_path / n / "person-ops-2.ics")["session-5-date-31@second-way"] for n in "12")
    assert (before["sequence"], after["sequence"]) == (40, 52)


def test_two_stays_that_begin_in_one_week_are_two_events(tmp_path: Path) -> None:
    made = board()
    first = Block(1, 11, GUEST, OPS, date(2026, 12, 14), date(2026, 12, 15))
    second = Block(2, 11, GUEST, OPS, date(2026, 12, 17), date(2026, 12, 18))
    calendars.write(made.with_blocks((second, first)), tmp_path)
    stays = _stays(tmp_path / "person-dev-1.ics")
    stay = "rota-7-person-11-guest-2026-12-14"
    assert stays[f"{stay}@second-way"].start == date(2026, 12, 14)
    assert stays[f"{stay}-2@second-way"].start == date(2026, 12, 17)


def test_rotas_of_two_workspaces_never_share_a_uid(tmp_path: Path) -> None:
    calendars.write(board(), tmp_path / "a", "1")
    calendars.write(board(), tmp_path / "b", "2")
    one, other = (_events(tmp_path / name / "person-dev-1.ics").keys() for name in "ab")
    assert not one & other


def test_leave_is_in_no_calendar(tmp_path: Path) -> None:
    made = board()
    calendars.write(made, tmp_path / "with")
    calendars.write(replace(made, absences=()), tmp_path / "without")
    for path in (tmp_path / "with").iterdir():
        with_leave, without = path.read_text(), (tmp_path / "without" / path.name).read_text()
        assert with_leave.count("VEVENT") == without.count("VEVENT")
        assert "away" not in with_leave.casefold()


def test_sessions_are_timed_and_take_up_the_time_of_their_hosts_alone(tmp_path: Path) -> None:
    calendars.write(board(), tmp_path)
    host, guest = (
        _events(tmp_path / f"person-{name}.ics")["session-5-date-31@second-way"] for name in ("ops-2", "dev-1")
    )
    assert host.start == datetime(2026, 12, 17, 9, 30, tzinfo=ZoneInfo("Europe/Berlin"))
    assert host.end - host.start == timedelta(hours=3)
    assert str(host["location"]) == "Room 4, by the lift"
    assert (str(host["transp"]), str(guest["transp"])) == ("OPAQUE", "TRANSPARENT")
    assert "session-6-date-33@second-way" not in _events(tmp_path / "person-dev-1.ics"), "after the rota"


def test_who_has_nothing_gets_a_calendar_without_events_over_the_older_one(tmp_path: Path) -> None:
    made = board()
    calendars.write(made, tmp_path)
    calendars.write(replace(made.with_blocks(()), sessions=()), tmp_path)
    calendar = Calendar.from_ical((tmp_path / "person-dev-1.ics").read_bytes())
    assert not calendar.walk("VEVENT")
    assert calendar.walk("VTIMEZONE"), "a calendar needs at least one part"


def test_a_folder_that_cannot_be_made_is_one_sentence(tmp_path: Path) -> None:
    (tmp_path / "taken").write_text("a file")
    with pytest.raises(Refused, match="cannot be one"):
        calendars.write(board(), tmp_path / "taken")


def test_a_zone_that_is_none_is_named(tmp_path: Path) -> None:
    made = board()
    (session, *_rest) = made.sessions
    lost = replace(session, dates=(SessionDate(31, datetime(2026, 12, 17, 9), "Mars/Olympus"),))  # noqa: DTZ001
    with pytest.raises(Refused, match="Mars/Olympus"):
        calendars.write(replace(made, sessions=(lost,)), tmp_path)


@pytest.mark.parametrize(
    "zone", ["Europe/Berlin", "America/Sao_Paulo", "Australia/Lord_Howe", "Africa/Casablanca", "UTC"]
)
def test_the_zone_is_right_at_every_hour_of_its_years(zone: str) -> None:
    told = timezone(zone, 2026, 2027)
    stretches = sorted(
        (part["dtstart"].dt - part["tzoffsetfrom"].td, part["tzoffsetto"].td) for part in told.subcomponents
    )
    at = datetime(2026, 1, 1, tzinfo=UTC)
    while at.year < 2028:
        offset = [to for start, to in stretches if start <= at.replace(tzinfo=None)][-1]
        assert offset == at.astimezone(ZoneInfo(zone)).utcoffset(), at
        at += timedelta(hours=1)
