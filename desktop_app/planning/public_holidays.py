"""Public holidays by country and region, as the ``holidays`` library knows them; a region is such as ``DE-BE``.

Names come in the language that the library takes by itself: the computer's own where it has it, or the country's.
"""

from __future__ import annotations

import warnings
from collections.abc import Iterable, Mapping
from datetime import date
from functools import cache
from threading import Lock

from desktop_app.domain.errors import Refused
from desktop_app.domain.language import _

FIRST_YEAR, LAST_YEAR = 1970, 2200

_ONE_AT_A_TIME = Lock()  # which warnings are shown is a setting of the whole process, and several threads read boards


def public_holidays(region: str, years: Iterable[int]) -> dict[date, str]:
    """The holidays of these years by day; none for an empty region. Raises Refused for a region nobody knows."""
    found: dict[date, str] = {}
    for year in sorted(set(years)):
        found.update(_of_year(region, year))
    return found


def regions() -> tuple[tuple[str, str], ...]:
    """Every country and each of its parts: code and words such as ``Germany, Berlin``, in order of the words.

    Countries are named in English.
    """
    return tuple(_regions().items())


def check_region(region: str) -> str:
    """The code as ``regions`` writes it. Raises Refused for a region nobody knows; an empty one is none."""
    wanted = region.strip()
    if not wanted:
        return ""
    country, _dash, part = wanted.partition("-")
    for code in (wanted, f"{country.upper()}-{part}" if part else country.upper(), wanted.upper()):
        if code in _regions():
            return code
    raise Refused(
        _("No public holidays are known for “{region}”; a region is written like DE or DE-BE.").format(
            region=wanted[:40]
        )
    )


def region_named(text: str) -> str:
    """The code of a region told by code or by words in English, such as ``Berlin`` or ``Germany``.

    Raises Refused when no region, or more than one, is called so.
    """
    said = " ".join(text.split())
    if not said:
        return ""
    if codes := _by_words().get(said.casefold(), ()):
        if len(codes) == 1:
            return codes[0]
        raise Refused(
            _("“{region}” may be {codes}; write its code.").format(region=said, codes=_(" or ").join(codes[:3]))
        )
    return check_region(said)


@cache
def _of_year(region: str, year: int) -> Mapping[date, str]:
    code = check_region(region)
    if not code or not FIRST_YEAR <= year <= LAST_YEAR:
        return {}
    import holidays

    country, _dash, part = code.partition("-")
    with _ONE_AT_A_TIME, warnings.catch_warnings():
        warnings.simplefilter("ignore", UserWarning)  # of years for which the library knows only some of the holidays
        found = holidays.country_holidays(country, subdiv=part or None, years=year)
    return dict(sorted(found.items()))


@cache
def _regions() -> Mapping[str, str]:
    import holidays
    from babel import Locale

    names = Locale("en").territories
    found: dict[str, str] = {}
    for country, parts in holidays.list_supported_countries(include_aliases=False).items():
        called = str(names.get(country, country))
        found[country] = called
        for part in parts:
            found[f"{country}-{part}"] = f"{called}, {_part_name(country, part)}"
    return dict(sorted(found.items(), key=lambda item: item[1].casefold()))


def _part_name(country: str, part: str) -> str:
    """Its own name where the library has one beside the code."""
    import holidays

    known: Mapping[str, list[str]] = getattr(holidays, country).get_subdivision_aliases()
    return next(iter(known.get(part, [])), part)


@cache
def _by_words() -> Mapping[str, tuple[str, ...]]:
    """Codes by the words of the whole region and, for a part of a country, by its own name alone."""
    found: dict[str, list[str]] = {}
    for code, words in _regions().items():
        country, _comma, part = words.partition(", ")
        for called in {words, country if "-" not in code else part}:
            found.setdefault(called.casefold(), []).append(code)
    return {words: tuple(codes) for words, codes in found.items()}
