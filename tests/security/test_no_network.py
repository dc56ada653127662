"""No byte leaves the computer: a whole journey with every socket refused."""

from __future__ import annotations

import sys
from collections.abc import Iterator
from datetime import date
from pathlib import Path

import pytest

from desktop_app.domain.filters import IncidentFilter
from desktop_app.domain.imports import ImportAnswers
from desktop_app.domain.periods import Period
from desktop_app.services.incident_lists import View
from desktop_app.services.suite import Services
from desktop_app.services.workspaces import Workspace

SAMPLE = Path(__file__).parents[2] / "resources" / "sample" / "servicenow_event_log.zip"
_WATCH = {
    "socket.connect",
    "socket.bind",
    "socket.getaddrinfo",
    "socket.gethostbyname",
    "socket.sendto",
    "urllib.Request",
}
_asked: list[str] = []
_watching = [False]


def _hook(event: str, arguments: tuple[object, ...]) -> None:
    if _watching[0] and event in _WATCH:
        _asked.append(f"{event} {arguments!r:.80}")


@pytest.fixture
def sockets() -> Iterator[list[str]]:
    """What was asked of the network meanwhile; an audit hook of Python sees all of it and cannot be taken off."""
    if _hook not in getattr(sys, "_our_hooks", []):
        sys._our_hooks = [_hook]  # type: ignore[attr-defined]
        sys.addaudithook(_hook)
    _asked.clear()
    _watching[0] = True
    yield _asked
    _watching[0] = False


def test_the_watch_sees_a_connection(sockets: list[str]) -> None:
    import socket

    with socket.socket() as made:
        made.settimeout(0.01)
        made.connect_ex(("127.0.0.1", 9))
    assert sockets


def test_a_whole_journey_asks_nothing_of_the_network(tmp_path: Path, sockets: list[str]) -> None:
    services = Services.over(Workspace.create(tmp_path / "a.secondway"))
    services.imports.commit(services.imports.prepare(SAMPLE, ImportAnswers()))
    services.teams.accept_proposals()
    figure = services.measures.repair_times(IncidentFilter(), Period())
    services.exports.figure(figure, tmp_path / "figure.xlsx")
    services.exports.incidents(View(), tmp_path / "list.csv")
    kept = services.backups.backup()
    services.history.undo()
    services.backups.restore(kept)
    services.close()
    demo = Services.over(Workspace.create(tmp_path / "b.secondway"))
    demo.demo.fill()
    board = demo.rotations.board()
    assert board is not None
    demo.rota_exports.workbook(board, tmp_path / "rota.xlsx")
    demo.rota_exports.calendars(board, tmp_path / "calendars")
    demo.monthly.write(date.today().replace(day=1), tmp_path / "month.xlsx")  # noqa: DTZ011
    demo.close()
    assert sockets == []
