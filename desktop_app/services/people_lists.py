"""A list of people from a spreadsheet: read and looked at first, then stored as one step."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from desktop_app.domain.errors import Refused
from desktop_app.domain.imports import DateOrder
from desktop_app.domain.language import _, ngettext, number
from desktop_app.domain.people import Person, check_person
from desktop_app.domain.people_lists import ListedPerson, ListField, PeopleList, known_by
from desktop_app.domain.teams import Side, Team
from desktop_app.exchange.people_lists.people import people_list
from desktop_app.exchange.reader import reading
from desktop_app.exchange.reader.read_as import ReadAs
from desktop_app.planning.public_holidays import region_named
from desktop_app.services.changes import Changes, Progress, Topic
from desktop_app.services.workspaces import Workspace
from desktop_app.storage import people as store
from desktop_app.storage import teams
from desktop_app.storage.database import Connection
from desktop_app.storage.journal import Step

_TOPICS = frozenset({Topic.PEOPLE, Topic.ROTATIONS, Topic.TEAMS, Topic.SESSIONS})
_ATTRIBUTES = {
    ListField.SHARE: "share",
    ListField.REGION: "region",
    ListField.JOINED: "joined_on",
    ListField.LEFT: "left_on",
}


def prepare(workspace: Workspace, path: Path, progress: Progress, order: DateOrder | None = None) -> PeopleList:
    """Read a list in the worker process and say what it comes to. Raises Refused, or Cancelled."""
    progress(_("Reading {name}").format(name=path.name))
    raw = reading.read(path, ReadAs(people=True), progress=progress)
    with workspace.database.read() as connection:
        held, everybody = teams.all_teams(connection), store.people(connection)
    names = {team.id: team.name for team in held}
    homes: dict[str, tuple[str, ...]] = {}
    for person in everybody:
        said = known_by(person.name, "")[0]
        homes[said] = (*homes.get(said, ()), names.get(person.team_id, ""))
    read = people_list(raw, region_of=region_named, homes=homes, order=order)
    stored = {known_by(person.name, names.get(person.team_id, "")): person for person in reversed(everybody)}
    return _compared(_without_impossible(read, stored), held, homes)


def _without_impossible(read: PeopleList, stored: Mapping[tuple[str, str], Person]) -> PeopleList:
    """The list without rows that would make of a stored person what cannot be, which are refused."""
    refused: dict[int, str] = {}
    for each in read.people:
        try:
            _told(stored.get(each.key), each)
        except Refused as reason:
            refused[each.row] = reason.sentence
    absences = tuple(absence for absence in read.absences if absence.row not in refused)
    away = {absence.key for absence in absences}  # in other rows: their person is still known by name
    people = (replace(each, told=frozenset()) if each.row in refused else each for each in read.people)
    return replace(
        read,
        people=tuple(each for each in people if each.row not in refused or each.key in away),
        absences=absences,
        refused=(*read.refused, *((_("row {n}").format(n=number(row)), why) for row, why in refused.items())),
    )


def _told(before: Person | None, listed: ListedPerson) -> Person | None:
    """The stored person with what the list tells. Raises Refused when that cannot be."""
    if before is None:
        return None
    told = {attribute: getattr(listed, attribute) for each, attribute in _ATTRIBUTES.items() if each in listed.told}
    return check_person(replace(before, **told)) if told else before


def _compared(read: PeopleList, held: Iterable[Team], homes: Mapping[str, tuple[str, ...]]) -> PeopleList:
    """The list with what it means for the people and teams that are stored."""
    teams_here = {known_by("", team.name)[1]: team for team in held}
    fresh: dict[str, str] = {}  # by name without case, as first written
    for person in read.people:
        if person.key[1] not in teams_here:
            fresh.setdefault(person.key[1], person.team)
    stored = {known_by(name, home) for name, there in homes.items() for home in there}
    known = sum(1 for person in read.people if person.key in stored)
    elsewhere = sum(1 for person in read.people if person.key not in stored and person.key[0] in homes)
    notes = list(read.notes)
    if elsewhere:
        words = ngettext(
            "{n} person has the name of somebody in another team and is taken as somebody else.",
            "{n} people have names of people in other teams and are taken as other people.",
            elsewhere,
        )
        notes.append(words.format(n=number(elsewhere)))
    notes += _kept_sides(read.people, teams_here)
    return replace(read, known=known, new_teams=tuple(fresh.values()), notes=tuple(notes))


def _kept_sides(people: Iterable[ListedPerson], held: Mapping[str, Team]) -> list[str]:
    """Teams on another side than the list tells: they stay where they are, and that is said."""
    told = {person.key[1]: person.side for person in people if ListField.SIDE in person.told}
    return [
        _("{team} stays on its side, {side}; the list says {other}.").format(
            team=held[key].name, side=held[key].side.label, other=side.label
        )
        for key, side in told.items()
        if key in held and held[key].side not in (Side.UNKNOWN, side)
    ]


def take(workspace: Workspace, prepared: PeopleList) -> Changes:
    """Store the list as one step: new people are added, known ones changed where the list tells something.

    Nothing is doubled, whatever was stored since the list was read. Raises Refused for a list that names nobody, or
    when a person was changed since so that a row cannot be taken any more.
    """
    if not prepared.people:
        raise Refused(_("No row of {file} can be taken.").format(file=prepared.file_name))
    name = _("Import people from {file}").format(file=prepared.file_name)
    with workspace.step(name) as (connection, step):
        homes = _teams(step, prepared.people)
        ids, added, changed = _people(step, prepared.people, homes)
        absent = _absences(connection, step, prepared, ids)
        return Changes(_TOPICS, tuple(ids.values()), step.id, name, _report(added, changed, absent))


def _teams(step: Step, people: Iterable[ListedPerson]) -> dict[str, int]:
    """Ids by name without case; new teams are created with the side told or proposed, teams without one get it."""
    held = {known_by("", team.name)[1]: team for team in teams.all_teams(step.connection)}
    wanted: dict[str, ListedPerson] = {}
    for person in people:
        wanted.setdefault(person.key[1], person)
    fresh = {person.team: person.side for key, person in wanted.items() if key not in held}
    for key, person in wanted.items():
        if key in held and held[key].side is Side.UNKNOWN and person.side is not Side.UNKNOWN:
            teams.set_side(step, held[key].id, person.side)
    made = teams.ensure(step, fresh, fresh)
    return {key: team.id for key, team in held.items()} | {known_by("", name)[1]: made[name] for name in fresh}


def _people(
    step: Step, listed: Iterable[ListedPerson], homes: Mapping[str, int]
) -> tuple[dict[tuple[str, str], int], int, int]:
    """Ids by name and team, how many were added and how many changed."""
    stored: dict[tuple[str, int], Person] = {}
    for person in store.people(step.connection):
        stored.setdefault((known_by(person.name, "")[0], person.team_id), person)
    ids: dict[tuple[str, str], int] = {}
    fresh: dict[tuple[str, str], Person] = {}
    changed = 0
    for each in listed:
        home = homes[each.key[1]]
        before = stored.get((each.key[0], home))
        if before is None:
            fresh[each.key] = Person(0, each.name, home, each.share, each.region, each.joined_on, each.left_on)
            continue
        ids[each.key] = before.id
        try:
            after = _told(before, each)
        except Refused as reason:
            words = _("Row {n} can no longer be taken: {why} Nothing was stored.")
            raise Refused(words.format(n=number(each.row), why=reason.sentence)) from reason
        if after is not None and after != before:
            store.change(step, after)
            changed += 1
    ids.update(zip(fresh, store.add_many(step, list(fresh.values())), strict=True))
    return ids, len(fresh), changed


def _absences(connection: Connection, step: Step, prepared: PeopleList, ids: Mapping[tuple[str, str], int]) -> int:
    known = {(held.person_id, held.first_on, held.last_on) for held in store.absences(connection)}
    told = dict.fromkeys((ids[each.key], each.first_on, each.last_on) for each in prepared.absences)
    fresh = [each for each in told if each not in known]
    store.add_absences(step, fresh)
    return len(fresh)


def _report(added: int, changed: int, absent: int) -> str:
    if not (added or changed or absent):
        return _("Everybody in the list was here already")
    parts = [ngettext("{n} person added", "{n} people added", added).format(n=number(added))]
    if changed:
        parts.append(ngettext("{n} changed", "{n} changed", changed).format(n=number(changed)))
    if absent:
        parts.append(ngettext("{n} absence added", "{n} absences added", absent).format(n=number(absent)))
    return ", ".join(parts)
