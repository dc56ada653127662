"""Profiles of imports: kept with each import, found again by the header, carried as JSON."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import replace
from hashlib import blake2b
from pathlib import Path

from desktop_app.domain.errors import Conflict, Refused
from desktop_app.domain.import_profiles import ImportProfile
from desktop_app.domain.imports import ImportAnswers
from desktop_app.domain.language import _
from desktop_app.domain.names import tidy
from desktop_app.exchange.columns.recognition import is_person, plain
from desktop_app.exchange.mapping.refused_rows import of_the_file
from desktop_app.services.changes import Changes, Topic
from desktop_app.services.workspaces import Workspace
from desktop_app.storage import import_profiles as store
from desktop_app.storage.journal import Step

_MOST_BYTES = 1 << 20


def fingerprint(header: Sequence[str]) -> str:
    """The same for headers with the same names in any order, with or without persons, and for their refused rows."""
    names = sorted(plain(name) or name for name in of_the_file(header) if not is_person(name))
    return blake2b("\x1f".join(names).encode("utf-8", "replace"), digest_size=16).hexdigest()


class ImportProfileService:
    """All writes are steps, and can be undone."""

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    def all(self) -> tuple[ImportProfile, ...]:
        with self._workspace.database.read() as connection:
            return store.all_profiles(connection)

    def found(self, mark: str) -> ImportProfile | None:
        """The profile for files with this fingerprint."""
        return _of(self.all(), mark)

    def remember(self, step: Step, tool: str, mark: str, answers: ImportAnswers) -> None:
        """Keep the answers of an import inside its own step, under the tool's name."""
        known = store.all_profiles(step.connection)
        held = _of(known, mark)
        if held is None:
            store.add(step, ImportProfile(0, _free(tool, known), tool, mark, answers))
            return
        changed = replace(held, answers=answers)
        if changed.answers_json() != held.answers_json():
            store.change(step, changed)

    def keep(self, name: str, tool: str, mark: str, answers: ImportAnswers) -> Changes:
        """Keep the answers under a name of the user's own. Raises Refused for a name that is taken or empty."""
        known = self.all()
        held = _of(known, mark)
        profile = ImportProfile(held.id if held else 0, _named(name, known, held), tool, mark, answers)
        return self._put(profile, _("Keep profile {name}").format(name=profile.name))

    def rename(self, profile_id: int, name: str) -> Changes:
        """Raises Refused for a name that is taken or empty, Conflict when the profile is gone."""
        known = self.all()
        held = _one(known, profile_id)
        profile = replace(held, name=_named(name, known, held))
        with self._workspace.step(_("Rename profile {name}").format(name=profile.name)) as (_connection, step):
            store.change(step, profile)
            return Changes(frozenset({Topic.SETTINGS}), step=step.id, name=profile.name)

    def remove(self, profile_id: int) -> Changes:
        held = _one(self.all(), profile_id)
        name = _("Remove profile {name}").format(name=held.name)
        with self._workspace.step(name) as (_connection, step):
            store.remove(step, profile_id)
            return Changes(frozenset({Topic.SETTINGS}), step=step.id, name=name)

    def export(self, profile_id: int, path: Path) -> None:
        """Write a profile as JSON. Raises Refused when it cannot be written."""
        held = _one(self.all(), profile_id)
        try:
            path.write_text(held.to_json(), encoding="utf-8")
        except OSError as error:
            raise _unusable(path, error) from error

    def take_in(self, path: Path) -> Changes:
        """Read a profile from JSON; one with the same fingerprint is replaced. Raises Refused with the reason."""
        read, known = profile_of(path), self.all()
        held = _of(known, read.fingerprint)
        others = [profile for profile in known if profile is not held]
        profile = replace(read, id=held.id if held else 0, name=_free(read.name, others))
        return self._put(profile, _("Load profile {name}").format(name=profile.name))

    def _put(self, profile: ImportProfile, title: str) -> Changes:
        """Store a profile: in place of the one with its id, or as a new one where it has none."""
        with self._workspace.step(title) as (_connection, step):
            if profile.id:
                store.change(step, profile)
            else:
                store.add(step, profile)
            return Changes(frozenset({Topic.SETTINGS}), step=step.id, name=title)


def profile_of(path: Path) -> ImportProfile:
    """The profile in a JSON file. Raises Refused with the reason."""
    try:
        with path.open("rb") as file:
            data = file.read(_MOST_BYTES + 1)
    except OSError as error:
        raise _unusable(path, error) from error
    if len(data) > _MOST_BYTES:
        raise Refused(_("{file} is not an import profile: it is too large.").format(file=path.name))
    return ImportProfile.from_json(data.decode("utf-8", "replace"))


def _of(known: Iterable[ImportProfile], mark: str) -> ImportProfile | None:
    return next((profile for profile in known if profile.fingerprint == mark), None)


def _one(known: Iterable[ImportProfile], profile_id: int) -> ImportProfile:
    found = next((profile for profile in known if profile.id == profile_id), None)
    if found is None:
        raise Conflict(_("This profile was removed meanwhile."))
    return found


def _named(name: str, known: Iterable[ImportProfile], but: ImportProfile | None) -> str:
    wanted = tidy(name)
    if not wanted:
        raise Refused(_("A profile needs a name."))
    if any(profile.name.casefold() == wanted.casefold() for profile in known if profile is not but):
        raise Refused(_("There is a profile “{name}” already.").format(name=wanted))
    return wanted


def _free(name: str, known: Iterable[ImportProfile]) -> str:
    """The name, with a number where it is taken."""
    taken = {profile.name.casefold() for profile in known}
    free, n = name, 2
    while free.casefold() in taken:
        free, n = f"{name} ({n})", n + 1
    return free


def _unusable(path: Path, error: OSError) -> Refused:
    reason = error.strerror or str(error)
    return Refused(_("{file} cannot be used: {reason}.").format(file=path.name, reason=reason))
