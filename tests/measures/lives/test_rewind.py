from __future__ import annotations

from desktop_app.domain.incidents import Status
from desktop_app.domain.routes import Outcome
from desktop_app.measures.lives.rewind import rewound
from tests.measures.factories import DEV, HOUR, OPS, at, frame, incident, measure, segment


def test_what_came_later_is_not_known_yet() -> None:
    life = [segment(0, 50, team=OPS), segment(50, 100, team=DEV)]
    found = rewound(frame(incident(0, 100, 120, segments=life), incident(90, 95), incident(0, 20, 200)), at(80))
    rows = measure(found)
    assert rows["id"].to_list() == [1, 3]
    assert rows["open"].to_list() == [True, False]
    assert rows["repair_s"].to_list() == [80 * HOUR, 20 * HOUR]
    assert rows["outcome"].to_list() == [Outcome.OPEN_PAST, Outcome.IN_TIME]


def test_segments_of_later_incidents_are_gone_with_them() -> None:
    found = rewound(frame(incident(0, 5, segments=[segment(0, 5)]), incident(9, 12, segments=[segment(9, 12)])), at(7))
    assert found.segments["incident"].to_list() == [1]


def test_a_source_is_never_known_further_than_it_tells() -> None:
    found = rewound(frame(incident(0, source=1), as_of={1: at(10)}), at(500))
    assert measure(found)["repair_s"].to_list() == [10 * HOUR]


def test_what_only_a_status_calls_closed_stays_so() -> None:
    found = frame(incident(0, status=Status.CLOSED.value))
    assert measure(rewound(found, found.now)).equals(measure(found))


def test_an_incident_cancelled_since_stays_cancelled() -> None:
    found = rewound(frame(incident(0, status=Status.CANCELLED.value)), at(5))
    assert measure(found)["open"].to_list() == [False]
