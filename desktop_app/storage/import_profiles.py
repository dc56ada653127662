"""Profiles of imports: what was answered for files with a header of one kind."""

from __future__ import annotations

from sqlalchemy import Connection, select

from desktop_app.domain.errors import Refused
from desktop_app.domain.import_profiles import ImportProfile
from desktop_app.storage.journal import Step
from desktop_app.storage.schema import import_profile


def all_profiles(connection: Connection) -> tuple[ImportProfile, ...]:
    """By name. One that this version cannot read is left out, and stays stored."""
    found = []
    for row in connection.execute(select(import_profile).order_by(import_profile.c.name)):
        try:
            found.append(ImportProfile.from_stored(row.id, row.name, row.tool, row.fingerprint, row.answers))
        except Refused:
            continue
    return tuple(found)


def add(step: Step, profile: ImportProfile) -> int:
    return step.insert("import_profile", _values(profile))


def change(step: Step, profile: ImportProfile) -> None:
    """Everything of the profile with this id."""
    step.update("import_profile", profile.id, _values(profile))


def remove(step: Step, profile_id: int) -> None:
    step.delete("import_profile", profile_id)


def _values(profile: ImportProfile) -> dict[str, str]:
    return {
        "name": profile.name,
        "tool": profile.tool,
        "fingerprint": profile.fingerprint,
        "answers": profile.answers_json(),
    }
