"""What each act asks of the services: called on the writer thread with the ids of the incidents."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import datetime

from desktop_app.domain.errors import Refused
from desktop_app.domain.incidents import Fix, PauseReason, ReleaseRelated
from desktop_app.domain.lives import Act
from desktop_app.services.changes import Changes
from desktop_app.services.suite import Services
from desktop_app.ui.incidents.other_incident import the_one

Order = Callable[[Services, Sequence[int]], Changes]


def hand_over(team: str, at: datetime | None, comment: str, services: Services, ids: Sequence[int]) -> Changes:
    return services.life.hand_over(ids, team, at, comment)


def pause(reason: PauseReason, at: datetime | None, comment: str, services: Services, ids: Sequence[int]) -> Changes:
    return services.life.pause(ids, reason, at, comment)


def restore(workaround: str, at: datetime | None, services: Services, ids: Sequence[int]) -> Changes:
    return services.life.restore(ids, workaround, at)


def resolve(fix: Fix, note: str, at: datetime | None, services: Services, ids: Sequence[int]) -> Changes:
    return services.life.resolve(ids, fix, note, at)


def reopen(at: datetime | None, comment: str, services: Services, ids: Sequence[int]) -> Changes:
    return services.life.reopen(ids, at, comment)


def merge(ticket: str, services: Services, ids: Sequence[int]) -> Changes:
    return services.life.merge(ids, the_one(services, ticket))


def comment(body: str, services: Services, ids: Sequence[int]) -> Changes:
    return services.life.comment(ids, body)


def release(release: ReleaseRelated, services: Services, ids: Sequence[int]) -> Changes:
    return services.life.set_release_related(ids, release)


def change_comment(comment_id: int, body: str, services: Services, _ids: Sequence[int]) -> Changes:
    return services.life.change_comment(comment_id, body)


def at_once(act: Act) -> Order:
    """The order of an act that needs no words."""

    def order(services: Services, ids: Sequence[int]) -> Changes:
        life = services.life
        match act:
            case Act.ACKNOWLEDGE:
                return life.acknowledge(ids)
            case Act.START_WORK:
                return life.start_work(ids)
            case Act.CLOSE:
                return life.close(ids)
            case Act.CANCEL:
                return life.cancel(ids)
            case Act.SPLIT:
                return life.split(ids)
        raise Refused(act.label)

    return order
