"""Words of foreign scales as ours: priorities, states, pause reasons, kinds. One look at each distinct value."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Collection, Mapping
from functools import lru_cache
from typing import Final

import polars as pl

from desktop_app.domain.classifications import Classification
from desktop_app.domain.imports import FoundPriority, FoundState, Meaning
from desktop_app.domain.incidents import Exclusion, PauseReason, ReleaseRelated, Status

BLANKS: Final = ("", "?", "-", "--", "n/a", "na", "null", "none", "nan", "nil", "(blank)", "(empty)", "(leer)", "#n/a")
_BLANK_FORMS: Final = sorted(
    {form for mark in BLANKS for form in (mark, mark.upper(), mark.capitalize(), mark.title())}
)
NAME_FORMS: Final = [form for form in _BLANK_FORMS if form.lower() in ("na", "none", "nil")]  # and names of teams
_LONGEST_BLANK: Final = max(len(form.encode()) for form in _BLANK_FORMS)
_PRIORITY_WORDS: Final[tuple[tuple[str, Classification], ...]] = (
    (
        r"critical|critica?o?|critique|kritisch|blocker|urgent|urgente|highest|very high|muito alta"
        r"|tres haute|sehr hoch|emergency|maior|major|majeure|showstopper|sev ?1|dringend",
        Classification.CRITICAL,
    ),
    (r"high|alta|alto|haute|hoch|elevee?|elevad[ao]|sev ?2|important", Classification.HIGH),
    (
        r"medium|moderate|moderad[ao]|moyenne?|media|medio|mittel|normal|average|moderee?|sev ?3|standard"
        r"|regular",
        Classification.MEDIUM,
    ),
    (
        r"low|lowest|very low|baixa|baixo|muito baixa|basse|tres basse|faible|niedrig|sehr niedrig|gering"
        r"|minor|trivial|planning|info|informational|cosmetic|sev ?[45]|minimal|mineure",
        Classification.LOW,
    ),
)
_LOWER_FIRST = re.compile(r"\b(very low|muito baix[ao]|tres basse|sehr niedrig|lowest)\b")
_NEGATED = re.compile(r"\b(?:not|non|nicht|nao|pas)[ -]+\w+")
_BY_TOOL = re.compile(r"\b(?:maior|major|majeure|minor|mineure)\b")  # the second rank of one tool, the first of others
_NUMBERED = re.compile(r"^(?:p|prio|priority|sev|severity|s|level|prioridade)?[ -]*([0-5])(?:\b|$)")

_STATES: Final[tuple[tuple[str, Status, Exclusion], ...]] = (
    (r"duplicat|dublette|duplikat|merged|zusammengefuhrt", Status.CANCELLED, Exclusion.DUPLICATE),
    (
        r"cancel|abgebrochen|storniert|rejected|withdrawn|abandon|annule|rejeit|not an incident|invalid"
        r"|declined|voided",
        Status.CANCELLED,
        Exclusion.CANCELLED,
    ),
    (r"re-?open|wiedereroffnet|reabert|rouvert", Status.IN_WORK, Exclusion.NONE),
    (r"unresolved|ungelost|not (?:yet )?resolved", Status.IN_WORK, Exclusion.NONE),
    (r"awaiting assignment|unassigned|not assigned|nicht zugewiesen", Status.NEW, Exclusion.NONE),
    (
        r"on hold|hold|paus|awaiting|waiting|wait\b|pending|pendente|wartend|wartet|warten|espera|attente"
        r"|suspend|aguardando|zuruckgestellt|snoozed|blocked|^with (?:user|caller|customer|vendor"
        r"|supplier)",
        Status.PAUSED,
        Exclusion.NONE,
    ),
    (
        r"closed|geschlossen|encerrad|fechad|clos|cloture|ferme|archived|completed?|fertig",
        Status.CLOSED,
        Exclusion.NONE,
    ),
    (r"resol|solved|gelost|behoben|solucionad|done|fixed|erledigt|concluid", Status.RESOLVED, Exclusion.NONE),
    (r"info(?:rmation)? (?:is )?(?:required|needed)|needs? (?:more )?info|more info", Status.PAUSED, Exclusion.NONE),
    (
        r"in progress|progress|active|working|in work|andamento|bearbeitung|en cours|processing"
        r"|investigat|\buat\b|atendimento|development|review|acknowledged|triggered ack|implement|testing"
        r"|escalated",
        Status.IN_WORK,
        Exclusion.NONE,
    ),
    (r"ready (?:to|for)\b|assigned|zugewiesen|atribuid|attribue|accepted|queued", Status.ASSIGNED, Exclusion.NONE),
    (
        r"new|neu|nov[oa]|nouveau|open|offen|abert[oa]|ouvert|to do|backlog|triggered|draft|logged"
        r"|submitted",
        Status.NEW,
        Exclusion.NONE,
    ),
)
_ENDED: Final = "|".join(pattern for pattern, status, _out in _STATES if status >= Status.RESOLVED)
_NO_END: Final = re.compile(
    r"\b(?:not|non|nicht|nao|pas|being|to be|partially|partly|teilweise|almost|nearly)"
    rf"(?:[ -]+(?:yet|fully|been|be|noch))*[ -]+(?:{_ENDED})\w*"
    r"|\b(?:resolving|closing|cancell?ing|completing)\b"
)
_STILL: Final = re.compile(
    r"\b(?:in progress|ongoing|under ?way|en cours|andamento|in bearbeitung|(?:in|under|for) (?:review|verification))\b"
    r"|(?<!after )\btesting\b"
)
_NUMBERED_STATES: Final[Mapping[str, tuple[Status, PauseReason, Exclusion]]] = {
    "1": (Status.NEW, PauseReason.NONE, Exclusion.NONE),
    "2": (Status.IN_WORK, PauseReason.NONE, Exclusion.NONE),
    "3": (Status.PAUSED, PauseReason.OTHER, Exclusion.NONE),
    "4": (Status.PAUSED, PauseReason.USER, Exclusion.NONE),
    "6": (Status.RESOLVED, PauseReason.NONE, Exclusion.NONE),
    "7": (Status.CLOSED, PauseReason.NONE, Exclusion.NONE),
    "8": (Status.CANCELLED, PauseReason.NONE, Exclusion.CANCELLED),
}  # ServiceNow's numbers, where the export kept them
_REASONS: Final[tuple[tuple[str, PauseReason], ...]] = (
    (
        r"user|caller|customer|requester|client|kunde|anwender|benutzer|usuario|utilisateur|demandeur"
        r"|solicitante|requerente|reporter|info(?:rmation)? (?:is )?(?:required|needed)|more info|needs? info",
        PauseReason.USER,
    ),
    (r"vendor|supplier|third part|3rd part|lieferant|fornecedor|fournisseur|extern|provider", PauseReason.SUPPLIER),
    (r"problem", PauseReason.PROBLEM),
    (r"evidence|logs?\b|nachweis", PauseReason.EVIDENCE),
    (r"change|mudanca|release|deploy|anderung", PauseReason.CHANGE),
    (r"\bdev\b|developer|development|engineering|entwicklung|bug ?fix", PauseReason.DEV),
)
_YES: Final = ("yes", "true", "y", "1", "sim", "ja", "oui", "si", "wahr", "vrai", "verdadeiro", "x")
_NO: Final = ("no", "false", "n", "0", "nao", "nein", "non", "falsch", "faux", "falso")


def words(value: str) -> str:
    """A value without case, accents and doubled blanks."""
    bare = unicodedata.normalize("NFKD", value).encode("ascii", "ignore").decode("ascii")
    return " ".join(bare.lower().split())


def blanked(rows: pl.DataFrame) -> pl.DataFrame:
    """Cells (String) without outer blanks; null where they hold nothing or one of the marks for nothing."""
    if pl.String not in rows.dtypes:
        return rows  # a sheet of errors or pictures alone has row numbers and no column
    bare = rows.with_columns(pl.col(pl.String).str.strip_chars())
    shortest = bare.select(pl.col(pl.String).str.len_bytes().min()).row(0, named=True)
    doubtful = pl.col([name for name, least in shortest.items() if least is not None and least <= _LONGEST_BLANK])
    return bare.with_columns(pl.when(~doubtful.is_in(_BLANK_FORMS)).then(doubtful))


def classification(value: str) -> Classification | None:
    """The classification that a priority names, or None when it is of no known scale."""
    text = words(value)
    if text.startswith("-"):
        return None  # no scale goes below 0
    found = _NUMBERED.match(text)
    said = _NEGATED.sub("", text)
    if found:
        said = _BY_TOOL.sub("", said)
    if _LOWER_FIRST.search(said):
        return Classification.LOW
    named = {rank for pattern, rank in _PRIORITY_WORDS if re.search(rf"\b(?:{pattern})\b", said)}
    if named:
        return min(named)  # tools count from either end: the word knows better than the number before it
    return Classification(min(4, max(1, int(found[1])))) if found else None


def priorities(values: pl.Series, answers: Mapping[str, Classification]) -> tuple[pl.Series, tuple[FoundPriority, ...]]:
    """Each row's classification as Int8 (Medium where blank or unknown), and the values found, graver first."""
    counts = values.drop_nulls().value_counts(sort=True)
    found = []
    for value, rows in counts.iter_rows():
        read = answers.get(value, classification(value))
        found.append(FoundPriority(value, rows, read or Classification.MEDIUM, read is not None))
    chosen = {one.value: int(one.classification) for one in found}
    found.sort(key=lambda one: (one.classification, -one.rows, one.value))
    return mapped(values, chosen.__getitem__, pl.Int8, int(Classification.MEDIUM)), tuple(found)


def state(value: str) -> tuple[Status, PauseReason, Exclusion] | None:
    """What a state says, or None when it says nothing known."""
    text = words(value).replace("_", " ")
    if text in _NUMBERED_STATES:
        return _NUMBERED_STATES[text]
    if " / " in text:  # a status and its sub status, which says more
        return next((told for part in reversed(text.split(" / ")) if (told := state(part)) is not None), None)
    ends = "" if _STILL.search(text) else _NO_END.sub("", text)  # where words of an end are one
    for pattern, status, exclusion in _STATES:
        if re.search(rf"\b(?:{pattern})", ends if status >= Status.RESOLVED else text):
            return status, pause_reason(text) if status is Status.PAUSED else PauseReason.NONE, exclusion
    return None


def states(
    cells: pl.Series, answers: Mapping[str, Meaning], *, numbered: bool = True
) -> tuple[pl.Series, pl.Series, pl.Series, tuple[FoundState, ...]]:
    """Status (Int8, null where unknown), pause reason and exclusion (Int8, 0 where none) of each row, and the states
    found, those of most rows first. What the user answered comes before what we read; ``numbered``: the tool's numbers
    of states are read too.
    """
    found = []
    for value, rows in cells.drop_nulls().value_counts(sort=True).iter_rows():
        found.append(FoundState(value, rows, answers.get(value) or _meaning(value, numbered=numbered)))
    found.sort(key=lambda one: (-one.rows, one.value))
    said = {one.value: one.meaning for one in found if one.meaning is not None}

    def part(codes: list[int]) -> pl.Series:
        if not said:
            return pl.Series([None], dtype=pl.Int8).new_from_index(0, cells.len())
        return cells.replace_strict(
            pl.Series(list(said)), pl.Series(codes, dtype=pl.Int8), default=None, return_dtype=pl.Int8
        )

    meanings = list(said.values())
    return (
        part([int(meaning.status) for meaning in meanings]),
        part([int(meaning.pause_reason) for meaning in meanings]).fill_null(0),
        part([int(meaning.exclusion) for meaning in meanings]).fill_null(0),
        tuple(found),
    )


def _meaning(value: str, *, numbered: bool) -> Meaning | None:
    if not numbered and value.strip().isdecimal():
        return None
    read = state(value)
    return None if read is None else Meaning(*read)


def pause_reason(value: str) -> PauseReason:
    text = words(value)
    return next((reason for pattern, reason in _REASONS if re.search(pattern, text)), PauseReason.OTHER)


def exclusion_of_kind(value: str) -> Exclusion:
    """Requests and tests are counted out loud and left out; incidents and unknown kinds stay in."""
    text = words(value)
    if re.search(r"\b(test|teste|dummy)\b", text):
        return Exclusion.TEST
    if re.search(r"incident|storung|incidente|\bbug\b|alert|problem|fault", text):
        return Exclusion.NONE
    found = re.search(r"request|anfrage|anforderung|requisicao|solicitacao|demande|question|pedido|how to", text)
    return Exclusion.REQUEST if found else Exclusion.NONE


def release_related(value: str) -> ReleaseRelated:
    return ReleaseRelated.NO if words(value) in _NO else ReleaseRelated.YES


def reopens(value: str) -> int:
    """A count, a yes or no, or a stamp that is only there when it was reopened."""
    text = words(value)
    if re.fullmatch(r"\d{1,4}([.,]0*)?", text):
        return int(re.split("[.,]", text)[0])
    return 0 if text in _NO else 1


def mapped(values: pl.Series, change: Callable[[str], int], dtype: type[pl.DataType], blank: int) -> pl.Series:
    """``change`` applied once to each distinct value; ``blank`` where there is none."""
    distinct = values.drop_nulls().unique()
    if not distinct.len():
        return pl.Series(values.name, [blank], dtype=dtype).new_from_index(0, values.len())
    read = pl.Series([change(value) for value in distinct], dtype=dtype)
    return values.replace_strict(distinct, read, default=None, return_dtype=dtype).fill_null(blank)


def like(name: str, known: Collection[str]) -> str:
    """The known name that is much like ``name``: equal but for case, accents, blanks and signs, or for one letter of a
    longer name; an empty string where there is none or it is known itself.
    """
    if name in known:
        return ""
    bare, near = _letters(name), ""
    for other in sorted(known):
        theirs = _letters(other)
        if theirs == bare:
            return other
        if not near and _one_letter_off(bare, theirs):
            near = other
    return near


@lru_cache(8192)
def _letters(name: str) -> str:
    return re.sub(r"[^a-z0-9]", "", words(name)) or name.strip().casefold()


def _alike_from_the_start(one: str, other: str) -> int:
    """How many letters both begin with."""
    return next((n for n, (a, b) in enumerate(zip(one, other, strict=False)) if a != b), min(len(one), len(other)))


def _one_letter_off(one: str, other: str) -> bool:
    """Whether one letter is missing, too many or wrong, or two have changed places. Digits always tell names apart."""
    if min(len(one), len(other)) < 5 or abs(len(one) - len(other)) > 1:
        return False
    start = _alike_from_the_start(one, other)
    one, other = one[start:][::-1], other[start:][::-1]
    end = _alike_from_the_start(one, other)
    left, right = one[end:], other[end:]
    if re.search(r"\d", left + right):
        return False
    return max(len(left), len(right)) <= 1 or (len(left) == 2 and left == right[::-1])
