"""A stored plan handed out as workbook and calendars."""

from __future__ import annotations

from dataclasses import replace
from datetime import datetime, timedelta
from pathlib import Path

import pytest
from icalendar import Calendar
from openpyxl import load_workbook

from desktop_app.domain.board import Board
from desktop_app.domain.errors import Refused
from desktop_app.domain.sessions import Session, SessionDate, SessionKind
from desktop_app.services.rota_exports import RotaExportService
from desktop_app.services.suite import Services
from tests.services.planned import House


def _board(services: Services, rota_id: int) -> Board:
    board = services.rotations.board(rota_id)
    assert board is not None
    return board


def _uids(folder: Path) -> set[str]:
    found = (Calendar.from_ical(path.read_bytes()).walk("VEVENT") for path in folder.glob("*.ics"))
    return {str(event["uid"]) for events in found for event in events}


def test_a_plan_becomes_a_workbook_and_a_sentence(services: Services, tmp_path: Path) -> None:
    house = House(services)
    rota, plan = house.rota()
    services.rotations.place(plan, house.guest("Dev 1"))
    sentence = RotaExportService(services.workspace).workbook(_board(services, rota), tmp_path / "rota.xlsx")
    assert sentence == "v1, draft of Winter written to rota.xlsx: 3 sheets of the schedule, blocks and cover."
    assert load_workbook(tmp_path / "rota.xlsx")["Blocks"]["A2"].value == "Dev 1"


def test_calendars_keep_their_uids_when_a_published_plan_goes_on_as_a_draft(services: Services, tmp_path: Path) -> None:
    house = House(services)
    rota, plan = house.rota()
    services.rotations.place(plan, house.guest("Dev 1"))
    services.rotations.publish(plan)
    exports = RotaExportService(services.workspace)
    assert exports.calendars(_board(services, rota), tmp_path / "1").startswith("v1, published of Winter: 12 calendars")
    services.rotations.place(plan, house.guest("Ops 1"))
    exports.calendars(_board(services, rota), tmp_path / "2")
    first, second = _uids(tmp_path / "1"), _uids(tmp_path / "2")
    assert len(first) == 1
    assert first < second
    (text,) = [path.read_text() for path in (tmp_path / "2").glob("person-dev-1.ics")]
    assert "SEQUENCE:2" in text
    assert "STATUS:TENTATIVE" in text


def test_what_was_published_and_is_gone_is_cancelled(services: Services, tmp_path: Path) -> None:
    house = House(services)
    rota, plan = house.rota()
    _plan, block = services.rotations.place(plan, house.guest("Dev 1")).ids
    services.rotations.publish(plan)
    exports = RotaExportService(services.workspace)
    exports.calendars(_board(services, rota), tmp_path / "1")
    services.rotations.remove_blocks(plan, [block])
    exports.calendars(_board(services, rota), tmp_path / "2")
    assert _uids(tmp_path / "1") == _uids(tmp_path / "2")
    (stay,) = Calendar.from_ical((tmp_path / "2" / "person-dev-1.ics").read_bytes()).walk("VEVENT")
    assert (str(stay["status"]), stay["sequence"]) == ("CANCELLED", 2)


def test_moving_only_the_date_of_a_session_counts_up_and_so_does_taking_that_back(
    services: Services, tmp_path: Path
) -> None:
    house = House(services)
    rota, _plan = house.rota()
    on = SessionDate(0, datetime(2026, 12, 3, 9), "Europe/Berlin")  # noqa: DTZ001 - wall time
    (made,) = services.sessions.add(
        Session(0, "JMS queues", SessionKind.SOLVING, house.ops, 120, (house.ids["Ops 1"],), (on,))
    ).ids
    exports = RotaExportService(services.workspace)

    def told() -> tuple[str, int, datetime]:
        exports.calendars(_board(services, rota), tmp_path)
        (event,) = Calendar.from_ical((tmp_path / "person-ops-1.ics").read_bytes()).walk("VEVENT")
        return str(event["uid"]), int(event["sequence"]), event.start.replace(tzinfo=None)

    first = told()
    (held,) = services.sessions.sessions()
    later = replace(held.dates[0], starts=held.dates[0].starts + timedelta(days=1))
    services.sessions.change(replace(held, dates=(later,)))
    moved = told()
    services.history.undo()
    back = told()
    assert made == held.id
    assert first[0] == moved[0] == back[0]
    assert first[1] < moved[1] < back[1]
    assert first[2] == back[2] == moved[2] - timedelta(days=1)


def test_a_place_that_cannot_be_written_is_one_sentence(services: Services, tmp_path: Path) -> None:
    house = House(services)
    rota, _plan = house.rota()
    exports = RotaExportService(services.workspace)
    with pytest.raises(Refused, match="cannot be written"):
        exports.workbook(_board(services, rota), tmp_path / "nowhere" / "rota.xlsx")
