"""The names of columns in a list of people, in English and German, and how such a table is found in a file."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from functools import cache
from typing import Final

from desktop_app.domain.people_lists import ListedColumn, ListField
from desktop_app.exchange.columns.recognition import plain
from desktop_app.exchange.reader.shape import Cells, Sought

# Without case, accents and signs, as ``recognition.plain`` leaves them; earlier names win.
_HEADS: Final[Mapping[ListField, str]] = {
    ListField.FIRST_NAME: "first name | firstname | given name | forename | vorname | rufname",
    ListField.LAST_NAME: "last name | lastname | surname | family name | nachname | familienname | zuname",
    ListField.NAME: (
        "name | full name | display name | employee name | team member | member | person | employee | staff"
        " | colleague | resource | vollstandiger name | vor und nachname | anzeigename | mitarbeiter | mitarbeiterin"
        " | mitarbeiter in | mitarbeitende | mitarbeitender | kollege | ressource | wer | who"
    ),
    ListField.TEAM: (
        "team | team name | home team | group | group name | assignment group | department | dept | unit | org unit"
        " | squad | heimatteam | stammteam | gruppe | abteilung | bereich | org einheit"
        " | organisationseinheit | referat"
    ),
    ListField.SIDE: "side | dev ops | dev or ops | ops dev | ops or dev | seite | discipline",
    ListField.SHARE: (
        "share | part time share | part time | fte | workload | employment level | employment | capacity | percent"
        " | percentage | working share | anteil | stellenanteil | teilzeit | teilzeitanteil | pensum"
        " | beschaftigungsgrad | arbeitszeitanteil | prozent | vza | umfang"
    ),
    ListField.REGION: (
        "holiday region | region | country region | country | federal state | state | public holidays | feiertage"
        " | feiertagsregion | bundesland | land | kanton"
    ),
    ListField.AWAY_FROM: (
        "absent from | away from | absence from | absence start | absence begin | leave from | leave start | off from"
        " | vacation from | vacation start | holiday from | holiday start | absent since | absent on | away on"
        " | abwesend von | abwesend ab | abwesend am | abwesenheit von | abwesenheit ab | abwesenheitsbeginn"
        " | urlaub von | urlaub ab | urlaubsbeginn | fehlt von | fehlt ab | from | von"
    ),
    ListField.AWAY_TO: (
        "absent to | absent until | away to | away until | absence to | absence until | absence end | leave to"
        " | leave until | leave end | off to | off until | vacation to | vacation end | holiday to | holiday end"
        " | abwesend bis | abwesenheit bis | abwesenheitsende | urlaub bis | urlaubsende | fehlt bis | to | until | bis"
    ),
    ListField.JOINED: (
        "joined | joined on | join date | joining date | start date | entry date | hire date | hired | first day"
        " | member since | since | start | eintritt | eintrittsdatum | eintritt am | erster tag | im team seit | seit"
        " | startdatum | beginn"
    ),
    ListField.LEFT: (
        "left | left on | leaving date | leaving | exit date | exit | last day | end date | end | austritt"
        " | austrittsdatum | austritt am | letzter tag | ausgeschieden | enddatum | ende"
    ),
}


@cache
def _names() -> Mapping[str, tuple[ListField, int]]:
    return {
        name.strip(): (field, rank) for field, names in _HEADS.items() for rank, name in enumerate(names.split("|"))
    }


def head_score(cells: Cells) -> int:
    """How many of a row's cells name a column of a list of people."""
    return sum(1 for cell in cells if cell and plain(cell) in _names())


def recognised(header: Sequence[str]) -> tuple[ListedColumn, ...]:
    """What each column is taken for: of several with a name of the same field, the one with the earliest name."""
    best: dict[ListField, tuple[int, int]] = {}
    for place, written in enumerate(header):
        if found := _names().get(plain(written)):
            field, rank = found
            best[field] = min(best.get(field, (rank, place)), (rank, place))
    fields = {place: field for field, (_rank, place) in best.items()}
    return tuple(ListedColumn(written, fields.get(place)) for place, written in enumerate(header))


PEOPLE: Final = Sought(head_score, persons=True)
