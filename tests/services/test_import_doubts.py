"""What is doubtful in a dump is told before it is stored, set aside when that is wished, and never forgotten after."""

from __future__ import annotations

from pathlib import Path

import openpyxl

from desktop_app.domain.imports import ImportAnswers, Policy
from desktop_app.domain.incidents import Exclusion
from desktop_app.domain.trust import Doubt, Grade
from desktop_app.services.incident_lists import View
from desktop_app.services.suite import Services

HEADER = "Number,Opened,Resolved,Priority,State,Assignment group,Short description"


def dump(folder: Path, state: str = "In Progress") -> Path:
    lines = [HEADER]
    lines += [
        f"INC{n},2026-02-{1 + n % 27:02} 08:00,2026-02-{1 + n % 27:02} {8 if n < 10 else 9 + n % 9:02}:{n % 50:02},"
        f"{1 + n % 4},Resolved,Ops {n % 4},Title {n}"
        for n in range(200)
    ]
    lines[1:11] = [line.rsplit(":", 1)[0] + ":00" + line[line.rindex(":") + 3 :] for line in lines[1:11]]
    lines += [f"INC{n},2026-04-01 10:00,,2,{state},Ops 1,Open {n}" for n in range(200, 240)]
    lines += ["INC900,2026-04-02 10:00,2026-04-01 10:00,2,Resolved,Ops 1,early", "INC901,2062-04-02 10:00,,2,New,,late"]
    path = folder / "dump.csv"
    path.write_text("\n".join(lines) + "\n", encoding="utf-8")
    return path


def test_the_card_comes_with_the_dry_run_and_what_is_left_out_stays_so(services: Services, tmp_path: Path) -> None:
    path, imports = dump(tmp_path), services.imports
    prepared = imports.prepare(path, ImportAnswers())
    card = prepared.review.trust
    assert card is not None
    assert card.grade is Grade.B
    first = card.lines[0]
    assert first.doubt is Doubt.ZERO_MINUTES
    assert (first.tickets[1], first.openings[1], first.titles[1]) == ("INC1", "2026-02-02 08:00", "Title 1")
    assert {Doubt.RESOLVED_FIRST, Doubt.FUTURE} < {line.doubt for line in card.lines}
    aside = imports.again(prepared, ImportAnswers(left_out=frozenset({Doubt.ZERO_MINUTES})))
    imports.commit(aside)
    stored = services.incidents.open_list(View())
    assert stored.of == 240
    (held,) = [row.id for row in stored.page(0, 240) if row.ticket == "INC0"]
    assert services.incidents.detail(held).incident.exclusion is Exclusion.LEFT_OUT
    again = imports.again(imports.prepare(path, ImportAnswers()), ImportAnswers())
    assert (again.review.counts.same, again.review.counts.changed) == (240, 0)


def test_refused_rows_are_mended_and_come_in_as_the_same_kind_of_file(services: Services, tmp_path: Path) -> None:
    prepared = services.imports.prepare(dump(tmp_path), ImportAnswers())
    saved = tmp_path / "refused.xlsx"
    assert services.imports.save_refused(prepared, saved) == 2
    book = openpyxl.load_workbook(saved)
    book.worksheets[0]["F2"].value = "2026-04-03 10:00"
    book.worksheets[0]["E3"].value = "2026-04-02 10:00"
    book.save(saved)
    mended = services.imports.prepare(saved, ImportAnswers())
    assert mended.fingerprint == prepared.fingerprint
    assert (mended.review.counts.new, mended.review.refusals) == (2, ())
    fixes = {one.row: one.fix.kind for one in prepared.review.refusals if one.fix}
    assert services.imports.again(prepared, ImportAnswers(fixes=fixes)).review.counts.new == 242


def test_a_dump_that_ends_most_of_what_is_open_asks_and_can_be_stored_beside_it(
    services: Services, tmp_path: Path
) -> None:
    imports = services.imports
    imports.commit(imports.prepare(dump(tmp_path), ImportAnswers()))
    path = dump(tmp_path, "Cancelled")
    asked = imports.again(imports.prepare(path, ImportAnswers()), ImportAnswers())
    assert [question.name for question in asked.review.questions] == ["many_ends_agreed"]
    assert (asked.review.open_now, asked.review.open_ended) == (40, 40)
    assert asked.review.changed_fields["status"] == 40
    added = imports.again(asked, ImportAnswers(policy=Policy.ADD))
    assert (added.review.counts.new, added.review.questions) == (40, ())
    imports.commit(added)
    twice = imports.again(imports.prepare(path, ImportAnswers()), ImportAnswers(policy=Policy.ADD))
    assert (twice.review.counts.new, twice.review.counts.same) == (0, 240)
