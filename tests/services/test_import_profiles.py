"""Answers of an import are taken again for the next file with the same header."""

from __future__ import annotations

import json
from dataclasses import replace
from pathlib import Path

import openpyxl
import pytest
from hypothesis import given
from hypothesis import strategies as st

from desktop_app.domain.classifications import Classification
from desktop_app.domain.errors import Refused
from desktop_app.domain.import_profiles import ImportProfile
from desktop_app.domain.imports import DateOrder, Field, ImportAnswers, Meaning, Policy
from desktop_app.domain.incidents import Exclusion, PauseReason, Status
from desktop_app.services.imports import PreparedImport
from desktop_app.services.incident_lists import View
from desktop_app.services.suite import Services
from desktop_app.storage.dump import logical_dump

HEADER = "Number,Opened,Resolved,Priority,State,Assignment group,Short description\n"
ROWS = (
    "INC1,2026-01-05 08:00:00,2026-01-05 09:00:00,Rainbow,Resolved,Operations,Mail down",
    "INC2,2026-01-06 08:00:00,2026-01-06 09:30:00,P4,Resolved,Operations,Typo",
)


def _csv(path: Path, *rows: str, header: str = HEADER) -> Path:
    path.write_text(header + "".join(f"{row}\n" for row in rows), encoding="utf-8")
    return path


def _first(services: Services, folder: Path) -> PreparedImport:
    """A file whose unknown priority was answered, not stored yet."""
    prepared = services.imports.prepare(_csv(folder / "january.csv", *ROWS), ImportAnswers(time_zone="Europe/Berlin"))
    answers = replace(prepared.answers, priorities={"Rainbow": Classification.CRITICAL})
    return services.imports.again(prepared, answers)


def test_an_unknown_priority_is_mapped_once_and_remembered(services: Services, tmp_path: Path) -> None:
    services.imports.commit(_first(services, tmp_path))
    later = _csv(tmp_path / "february.csv", "INC3,2026-02-05 08:00:00,,Rainbow,New,Operations,Slow")
    prepared = services.imports.prepare(later, ImportAnswers())
    assert prepared.review.profile == "ServiceNow"
    assert prepared.answers.time_zone == "Europe/Berlin"
    assert [(p.value, p.classification) for p in prepared.review.priorities] == [("Rainbow", Classification.CRITICAL)]
    other = _csv(tmp_path / "other.csv", "1,2026-02-05 08:00", header="Ticket,Opened\n")
    assert services.imports.prepare(other, ImportAnswers()).review.profile == ""


def test_an_answered_zone_wins_over_the_profile_where_it_must(services: Services, tmp_path: Path) -> None:
    services.imports.commit(_first(services, tmp_path))
    path = tmp_path / "january.csv"
    held = services.imports.prepare(path, ImportAnswers(), told={"time_zone": "Asia/Tokyo"})
    assert (held.answers.time_zone, held.answers.priorities) == ("Asia/Tokyo", {"Rainbow": Classification.CRITICAL})


def test_a_corrected_delimiter_is_remembered_although_the_header_is_found_wrong_again(
    services: Services, tmp_path: Path
) -> None:
    lines = "Number~Opened~Resolved, or not\nINC1~2026-01-05 08:00~2026-01-05 09:00\nINC2~2026-01-06 08:00~\n"
    path = tmp_path / "odd.csv"
    path.write_text(lines, encoding="utf-8")
    prepared = services.imports.prepare(path, ImportAnswers(delimiter="~"))
    assert prepared.review.counts.new == 2
    services.imports.commit(services.imports.again(services.imports.prepare(path, ImportAnswers()), prepared.answers))
    path.write_text(lines + "INC3~2026-01-07 08:00~\n", encoding="utf-8")
    assert services.imports.prepare(path, ImportAnswers()).review.counts.new == 1


def test_which_sheet_is_asked_anew_where_each_month_has_one(services: Services, tmp_path: Path) -> None:
    book = openpyxl.Workbook()
    for month, name in enumerate(("January", "February", "March"), 1):
        sheet = book.worksheets[0] if month == 1 else book.create_sheet()
        sheet.title = name
        sheet.append(["Number", "Opened", "Resolved", "Priority"])
        sheet.append([f"INC{month}", f"2026-{month:02}-13 08:00", f"2026-{month:02}-13 09:00", "P1"])
    book.save(tmp_path / "year.xlsx")
    asked = services.imports.prepare(tmp_path / "year.xlsx", ImportAnswers())
    assert asked.review.questions[0].choices == ("January", "February", "March")
    services.imports.commit(services.imports.again(asked, ImportAnswers(sheet="February")))
    anew = services.imports.prepare(tmp_path / "year.xlsx", ImportAnswers())
    assert (anew.review.profile, [question.name for question in anew.review.questions]) == ("", ["sheet"])


def test_an_undone_import_takes_its_profile_back(services: Services, tmp_path: Path) -> None:
    before = _dump(services)
    changes = services.imports.commit(_first(services, tmp_path))
    assert len(services.imports.profiles()) == 1
    services.imports.undo(changes.step)
    assert services.imports.profiles() == ()
    assert _dump(services) == before


def test_a_profile_is_named_and_removed_and_both_can_be_undone(services: Services, tmp_path: Path) -> None:
    prepared = _first(services, tmp_path)
    services.imports.keep_profile(prepared, "Monthly")
    (profile,) = services.imports.profiles()
    services.imports.rename_profile(profile.id, "Every month")
    with pytest.raises(Refused, match="needs a name"):
        services.imports.rename_profile(profile.id, "  ")
    services.imports.remove_profile(profile.id)
    assert services.imports.profiles() == ()
    services.history.undo()
    services.history.undo()
    assert [held.name for held in services.imports.profiles()] == ["Monthly"]


def test_a_profile_travels_to_another_workspace_as_a_file(services: Services, tmp_path: Path) -> None:
    services.imports.commit(_first(services, tmp_path))
    (profile,) = services.imports.profiles()
    services.imports.export_profile(profile.id, tmp_path / "p.json")
    services.imports.remove_profile(profile.id)
    services.imports.read_profile(tmp_path / "p.json")
    services.imports.read_profile(tmp_path / "p.json")
    (back,) = services.imports.profiles()
    assert replace(back, id=profile.id) == profile


@pytest.mark.parametrize(
    "content",
    [
        "", "[]", "{}", "nonsense", '{"kind": "second-way-import-profile"}', "[" * 100_000,
        '{"kind": "second-way-import-profile", "version": 1, "name": "a", "tool": "b", "fingerprint": "c"}',
        '{"kind": "second-way-import-profile", "version": 9, "name": "a", "tool": "b", "fingerprint": "c",'
        ' "answers": {}}',
        '{"kind": "second-way-import-profile", "version": 1, "name": "a", "tool": "b", "fingerprint": "c",'
        ' "answers": {"fields": {"Opened": "nothing"}}}',
        '{"kind": "second-way-import-profile", "version": 1, "name": "a", "tool": "b", "fingerprint": "c",'
        ' "answers": {"header_row": "3"}}',
    ],
)  # fmt: skip
def test_a_file_that_is_no_profile_is_one_sentence(services: Services, tmp_path: Path, content: str) -> None:
    path = tmp_path / "p.json"
    path.write_text(content, encoding="utf-8")
    with pytest.raises(Refused):
        services.imports.read_profile(path)
    assert services.imports.profiles() == ()


_texts = st.text(min_size=1, max_size=8)
_answers = st.builds(
    ImportAnswers,
    sheet=st.none() | _texts,
    time_zone=st.sampled_from(["UTC", "Europe/Berlin"]),
    date_order=st.none() | st.sampled_from(DateOrder),
    fields=st.dictionaries(_texts, st.sampled_from(Field)),
    priorities=st.dictionaries(_texts, st.sampled_from(Classification)),
    header_row=st.none() | st.integers(1, 40),
    encoding=st.none() | st.just("cp850"),
    delimiter=st.none() | st.just("|"),
    hidden_rows=st.booleans(),
    persons=st.booleans(),
    date_orders=st.dictionaries(_texts, st.sampled_from(DateOrder)),
    states=st.dictionaries(
        _texts, st.builds(Meaning, st.sampled_from(Status), st.sampled_from(PauseReason), st.sampled_from(Exclusion))
    ),
    teams=st.dictionaries(_texts, _texts),
    systems=st.dictionaries(_texts, _texts),
    policy=st.sampled_from(Policy),
)


@given(_answers)
def test_any_answers_come_back_from_a_profile_as_they_were(answers: ImportAnswers) -> None:
    profile = ImportProfile(0, "Monthly", "ServiceNow", "00ff", answers)
    assert ImportProfile.from_json(profile.to_json()) == profile
    assert json.loads(profile.to_json())["kind"] == "second-way-import-profile"


def test_what_an_undo_kept_is_named_with_its_ticket(services: Services, tmp_path: Path) -> None:
    changes = services.imports.commit(_first(services, tmp_path))
    assert services.imports.undo_outcome(changes.step) is None
    first = services.incidents.open_list(View(sort="ticket")).page(0, 1)[0]
    detail = services.incidents.detail(first.id)
    services.incidents.edit(first.id, replace(detail.form, title="Mail was down"), detail.incident.changed_in)
    services.imports.undo(changes.step)
    outcome = services.imports.undo_outcome(changes.step)
    assert outcome is not None
    assert (outcome.reversed, outcome.kept_in_all) == (1, 1)
    assert [(kept.ticket, kept.title, kept.why) for kept in outcome.kept] == [("INC1", "Mail was down", "edited since")]
    assert outcome.failed == ("Operations is still needed",)


def test_the_history_tells_what_an_import_refused(services: Services, tmp_path: Path) -> None:
    path = _csv(tmp_path / "bad.csv", *ROWS, "INC3,never,,P1,New,Operations,Slow")
    changes = services.imports.commit(services.imports.prepare(path, ImportAnswers()))
    report = services.imports.run_report(changes.step)
    assert (report.run.counts.refused, [r.row for r in report.refusals]) == (1, [4])
    assert report.refusals[0].value == "never"
    with pytest.raises(Refused, match="no such import"):
        services.imports.run_report(changes.step + 99)


def _dump(services: Services) -> str:
    with services.workspace.database.read() as connection:
        return logical_dump(connection)
