"""What happens to incidents: acknowledged, handed over, paused, restored, resolved, merged; each writes a segment."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime

from desktop_app.domain.errors import Conflict, Refused
from desktop_app.domain.incidents import Comment, Fix, Incident, PauseReason, ReleaseRelated
from desktop_app.domain.language import _, ngettext, number
from desktop_app.domain.lives import CONTINUES, REOPEN_DAYS, Act, Doing, Lived, Times, acted, retold
from desktop_app.domain.names import tidy, tidy_lines
from desktop_app.services.changes import Changes, Topic
from desktop_app.services.workspaces import Workspace, utc
from desktop_app.storage import comments, incidents, journal, teams

LONGEST_TEXT = 10_000  # signs of a comment, a workaround or a note
_TOPICS = frozenset({Topic.INCIDENTS, Topic.TEAMS})


class IncidentLifeService:
    """``at`` is a UTC instant, None for now. What is not possible for some of many incidents leaves them as they are.

    Every method stores one step, and raises Refused with a sentence when none of the incidents allows it.
    """

    def __init__(self, workspace: Workspace) -> None:
        self._workspace = workspace

    def acknowledge(self, ids: Sequence[int], at: datetime | None = None) -> Changes:
        return self._act(ids, self._doing(Act.ACKNOWLEDGE, at))

    def start_work(self, ids: Sequence[int], at: datetime | None = None) -> Changes:
        """Begin, or go on after a pause."""
        return self._act(ids, self._doing(Act.START_WORK, at))

    def hand_over(self, ids: Sequence[int], team: str, at: datetime | None = None, comment: str = "") -> Changes:
        """To a team by its name, which is created when it is new."""
        if not (team := tidy(team)):
            raise Refused(_("A team is needed to hand over to."))
        return self._act(ids, self._doing(Act.HAND_OVER, at), team=team, comment=comment)

    def pause(self, ids: Sequence[int], reason: PauseReason, at: datetime | None = None, comment: str = "") -> Changes:
        if reason is PauseReason.NONE:
            raise Refused(_("A pause needs a reason: what does it wait for?"))
        return self._act(ids, replace(self._doing(Act.PAUSE, at), reason=reason), comment=comment)

    def restore(self, ids: Sequence[int], workaround: str, at: datetime | None = None) -> Changes:
        """The service works again by a workaround; the incident goes on until its cause is repaired."""
        text = _checked(workaround, _("The workaround"))
        return self._act(ids, replace(self._doing(Act.RESTORE, at), workaround=text))

    def resolve(self, ids: Sequence[int], fix: Fix, note: str = "", at: datetime | None = None) -> Changes:
        text = _checked(note, _("The note"))
        return self._act(ids, replace(self._doing(Act.RESOLVE, at), fix=fix, note=text))

    def reopen(self, ids: Sequence[int], at: datetime | None = None, comment: str = "") -> Changes:
        """More than ``lives.REOPEN_DAYS`` after its end one stays as it is, and a new incident continues it."""
        return self._act(ids, self._doing(Act.REOPEN, at), comment=comment)

    def close(self, ids: Sequence[int], at: datetime | None = None) -> Changes:
        return self._act(ids, self._doing(Act.CLOSE, at))

    def cancel(self, ids: Sequence[int], at: datetime | None = None) -> Changes:
        return self._act(ids, self._doing(Act.CANCEL, at))

    def set_release_related(self, ids: Sequence[int], release: ReleaseRelated) -> Changes:
        return self._act(ids, replace(self._doing(Act.RELEASE, None), release=release))

    def split(self, ids: Sequence[int]) -> Changes:
        """Take back that incidents were merged into another."""
        return self._act(ids, self._doing(Act.SPLIT, None))

    def merge(self, ids: Sequence[int], into: int) -> Changes:
        """Make incidents duplicates of another: they end, and measures leave them out. Their own duplicates follow."""
        doing = replace(self._doing(Act.MERGE, None), into=into)
        others = [each for each in ids if each != into]
        if not others:
            raise Refused(_("An incident cannot be merged into itself."))
        return self._act(others, doing)

    def comment(self, ids: Sequence[int], body: str) -> Changes:
        text = _checked(body, _("The comment"))
        if not text:
            raise Refused(_("The comment is empty."))
        return self._act(ids, self._doing(Act.COMMENT, None), comment=text)

    def change_comment(self, comment_id: int, body: str) -> Changes:
        """Raises Refused for somebody else's comment."""
        text = _checked(body, _("The comment"))
        if not text:
            raise Refused(_("The comment is empty."))
        return self._on_comment(comment_id, _("Change comment"), lambda step: comments.change(step, comment_id, text))

    def remove_comment(self, comment_id: int) -> Changes:
        """Raises Refused for somebody else's comment."""
        return self._on_comment(comment_id, _("Remove comment"), lambda step: comments.remove(step, comment_id))

    def correct_times(self, incident_id: int, times: Times, seen: int) -> Changes:
        """Put instants and segments right; ``seen`` is the incident's ``changed_in`` as it was read.

        Raises Refused for times that cannot be and Conflict when somebody else changed the incident since.
        """
        now = utc(self._workspace.now())
        with self._workspace.database.write() as connection:
            held = incidents.load(connection, incident_id)
            if held is None:
                raise Refused(_("This incident is no longer there."))
            if held.changed_in != seen:
                raise Conflict(_("“{name}” was changed elsewhere meanwhile.").format(name=held.ticket))
            after = retold(Lived(held, incidents.segments(connection, incident_id)), times, now)
            name = _("Correct times of {ticket}").format(ticket=held.ticket)
            with journal.step(connection, name, self._workspace.author, self._workspace.now()) as step:
                incidents.update(step, after.incident, after.segments)
            return Changes(_TOPICS, (incident_id,), step.id, name)

    # -- parts

    def _doing(self, act: Act, at: datetime | None) -> Doing:
        return Doing(act, at or utc(self._workspace.now()))

    def _act(
        self,
        ids: Sequence[int],
        doing: Doing,
        *,
        team: str = "",
        comment: str = "",
    ) -> Changes:
        """One step over all incidents that allow it; what was merged into them follows a merge."""
        workspace, comment = self._workspace, _checked(comment, _("The comment"))
        now = workspace.now()
        with workspace.database.write() as connection:
            if doing.act is Act.MERGE:
                _check_kept(incidents.load(connection, doing.into))
            held = incidents.load_many(connection, ids)
            with journal.step(connection, doing.act.label, workspace.author, now) as step:
                if team:
                    doing = replace(doing, team_id=teams.ensure(step, [team])[team])
                done, refused = self._done(step, held, doing)
                if not done:
                    raise refused or Refused(_("These incidents are no longer there."))
                step.rename(name := _step_name(doing.act, done))
                if comment:
                    comments.add(step, dict.fromkeys((each.id for each in done), comment), now, workspace.author)
                if doing.act is Act.MERGE:
                    for each in incidents.followers(connection, [other.id for other in done]):
                        step.update("incident", each, {"merged_into": doing.into})
        asked = set(ids)
        told = [_left(len(asked) - len(done), refused), _continued([one for one in done if one.id not in asked])]
        return Changes(_TOPICS, tuple(each.id for each in done), step.id, name, " ".join(filter(None, told)))

    def _done(
        self, step: journal.Step, held: Sequence[Incident], doing: Doing
    ) -> tuple[list[Incident], Refused | None]:
        """Store what the act makes of the incidents; gives those that allow it, and why the first other does not."""
        now, refused = utc(self._workspace.now()), None
        lives = incidents.lives(step.connection, [each.id for each in held])
        after: list[Lived] = []
        back: list[tuple[int, Lived]] = []  # what came back too long after its end, by what it continues
        for each in held:
            try:
                made = acted(Lived(each, lives.get(each.id, ())), doing, now)
            except Refused as refusal:
                refused = refused or refusal
                continue
            if made.incident.id == each.id:
                after.append(made)
            else:
                back.append((each.id, made))
        changed = {
            each.incident.id: each.segments for each in after if each.segments != lives.get(each.incident.id, ())
        }
        incidents.update_many(step, [each.incident for each in after], changed)
        return [*(each.incident for each in after), *(self._logged(step, back) if back else ())], refused

    def _logged(self, step: journal.Step, back: Sequence[tuple[int, Lived]]) -> list[Incident]:
        """Log incidents that continue others; each names the other."""
        tickets = incidents.next_tickets(step.connection, len(back))
        held = [replace(made.incident, ticket=ticket) for (_before, made), ticket in zip(back, tickets, strict=True)]
        ids = incidents.insert_many(step, held, [made.segments for _before, made in back])
        words = _("It goes on in {ticket}.")
        said = {before: words.format(ticket=each.ticket) for (before, _made), each in zip(back, held, strict=True)}
        comments.add(step, said, self._workspace.now(), self._workspace.author)
        return [replace(each, id=row_id) for each, row_id in zip(held, ids, strict=True)]

    def _on_comment(self, comment_id: int, name: str, write: Callable[[journal.Step], None]) -> Changes:
        with self._workspace.step(name) as (connection, step):
            found: Comment | None = comments.by_id(connection, comment_id)
            if found is None:
                raise Refused(_("This comment is no longer there."))
            if found.author != self._workspace.author:
                raise Refused(_("This comment was written by somebody else."))
            write(step)
            return Changes(frozenset({Topic.INCIDENTS}), (found.incident_id,), step.id, name)


def _check_kept(kept: Incident | None) -> None:
    if kept is None:
        raise Refused(_("The incident to merge into is no longer there."))
    if kept.merged_into is not None:
        raise Refused(_("{ticket} is itself merged into another incident.").format(ticket=kept.ticket))


def released(workspace: Workspace, step: journal.Step) -> int:
    """Make incidents of their own again of what was merged into an incident that lies in the trash now; how many."""
    now = utc(workspace.now())
    alone = incidents.load_many(step.connection, incidents.left_alone(step.connection))
    for held in alone:
        before = Lived(held, incidents.segments(step.connection, held.id))
        after = acted(before, Doing(Act.SPLIT, now), now)
        incidents.update(step, after.incident, after.segments)
    return len(alone)


def told_released(count: int) -> str:
    """A sentence about duplicates whose incident went into the trash; empty for none."""
    if not count:
        return ""
    words = ngettext(
        "{n} duplicate of it is an incident of its own again.",
        "{n} duplicates of it are incidents of their own again.",
        count,
    )
    return words.format(n=number(count))


def _checked(words: str, what: str) -> str:
    words = tidy_lines(words)
    if len(words) > LONGEST_TEXT:
        text = _("{what} has {n} characters; {most} are the most.")
        raise Refused(text.format(what=what, n=number(len(words)), most=number(LONGEST_TEXT)))
    return words


def _step_name(act: Act, held: Sequence[Incident]) -> str:
    """What undo calls it, such as "Pause SW-12" or "Pause 3 incidents"."""
    if len(held) == 1:
        return _("{act}: {ticket}").format(act=act.label, ticket=held[0].ticket)
    words = ngettext("{act}: {n} incident", "{act}: {n} incidents", len(held))
    return words.format(act=act.label, n=number(len(held)))


def _continued(logged: Sequence[Incident]) -> str:
    """A sentence about what was logged instead of being reopened; empty for nothing."""
    if not logged:
        return ""
    words = ngettext(
        "{before} ended more than {days} days ago: {ticket} was logged and continues it.",
        "{n} ended more than {days} days ago: new incidents were logged and continue them, {ticket} the first.",
        len(logged),
    )
    before = logged[0].extra[CONTINUES]
    return words.format(before=before, n=number(len(logged)), days=REOPEN_DAYS, ticket=logged[0].ticket)


def _left(skipped: int, refused: Refused | None) -> str:
    if not skipped or refused is None:
        return ""
    words = ngettext(
        "{n} was left as it is: {reason}", "{n} were left as they are, the first because: {reason}", skipped
    )
    return words.format(n=number(skipped), reason=refused.sentence)
