"""Deprivation: the English Indices of 2019 and 2025 for small areas, councils and NHS footprints; community needs."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date

from wholeplace.analyse.indicators.actions import FigureGiven, IndicatorGiven
from wholeplace.analyse.indicators.rules.kinds import ValueType
from wholeplace.analyse.indicators.rules.periods import Span, one_day
from wholeplace.edges.exchange.published.importer import (
    ANY_COUNCIL,
    Importer,
    Publication,
    Rows,
    Work,
    area_of,
    of_figures,
)
from wholeplace.edges.exchange.published.numbers import number_of
from wholeplace.ground.analytics import Polarity
from wholeplace.ground.foundation.unreadable import Unreadable
from wholeplace.ground.intake.chunks import Outcome
from wholeplace.ground.intake.outcome import Fault, Row, faulty, rejected
from wholeplace.ground.intake.reading import Line, SourceFile, lines_of
from wholeplace.together.places.rules.kinds import AreaKind

MHCLG = "Ministry of Housing, Communities and Local Government"
SUBJECT = "Deprivation"
INDICES_2025 = Publication("iod-2025", "English Indices of Deprivation 2025", MHCLG)
IN_2019 = one_day(date(2019, 9, 26), label="2019")
IN_2025 = one_day(date(2025, 10, 30), label="2025")
IN_2023 = one_day(date(2023, 12, 31), label="2023")

DOMAINS = {
    "IMD": "Index of Multiple Deprivation",
    "Income": "Income deprivation",
    "Employment": "Employment deprivation",
    "Education": "Education, skills and training deprivation",
    "Health": "Health deprivation and disability",
    "Crime": "Crime",
    "Housing_and_Access": "Barriers to housing and services",
    "Housing_and_Services": "Barriers to housing and services",
    "Environment": "Living environment deprivation",
}
SUBDOMAINS = {
    "children_and_young_people": "Children and young people (part of education)",
    "adult_skills": "Adult skills (part of education)",
    "geographical_barriers": "Geographical barriers (part of housing and services)",
    "wider_barriers": "Wider barriers (part of housing and services)",
    "indoors": "Indoors (part of living environment)",
    "outdoors": "Outdoors (part of living environment)",
}
_FORMS = {
    "decile": (ValueType.DECILE, "tenth", "tenth of England: 1 is the most deprived", 0),
    "rank": (ValueType.RANK, "rank", "rank in England: 1 is the most deprived", 0),
    "score": (ValueType.SCORE, "score", "score: higher is more deprived", 3),
}


def _indicator(code: str, name: str, form: str, *, year: int, what: str = "small area") -> IndicatorGiven:
    value_type, word, unit, decimals = _FORMS[form]
    polarity = Polarity.LOW_IS_GOOD if form == "score" else Polarity.HIGH_IS_GOOD
    return IndicatorGiven(
        code=code,
        name=f"{name}, {word} ({year})",
        subject=SUBJECT,
        definition=f"{name}: the {word} of the {what} in the English Indices of Deprivation {year}.",
        unit=unit,
        value_type=value_type,
        polarity=polarity,
        decimals=decimals,
    )


def code_of(domain: str, form: str, year: int) -> str:
    """The code of an indicator of the Indices, as imd-2019-decile or iod-2025-income-score."""
    index = "imd" if domain == "IMD" else f"iod-{domain.lower().replace('_', '-')}"
    first, _, rest = index.partition("-")
    return "-".join(part for part in (first, str(year), rest, form) if part)


def wide(
    *,
    key: str,
    kinds: tuple[AreaKind, ...],
    columns: Mapping[str, str],
    span: Span,
    none: frozenset[str] = frozenset({"", "NA"}),
) -> Rows:
    """How a table with a column for each indicator is read: `columns` gives the indicator of each.

    An area that stands in it more than once, with other figures, is refused each time: none of them is the area's.
    """

    def rows(file: SourceFile, work: Work) -> Iterator[Outcome[FigureGiven]]:
        lines = list(lines_of(file, columns=[key, *columns]))
        double = _double(lines, key)
        for line in lines:
            area = area_of(line.number, line[key], kinds, work, field=key)
            if not isinstance(area, int):
                yield area
            elif line[key] in double:
                yield rejected(
                    line.number, key, "The area stands in the file more than once, with other figures.", line[key]
                )
            else:
                yield _wide_row(line, area)

    def _wide_row(line: Line, area: int) -> Outcome[FigureGiven]:
        given, found = [], []
        for column, indicator in columns.items():
            try:
                value = number_of(line[column], none=none)
            except Unreadable as fault:
                found.append(Fault(column, str(fault), line[column]))
                continue
            if value is not None:
                given.append(FigureGiven(indicator, area, span, value))
        return faulty(line.number, found) if found else Row(line.number, tuple(given))

    return rows


def _double(lines: Sequence[Line], key: str) -> set[str]:
    """The keys under which more than one different row stands."""
    first: dict[str, list[str]] = {}
    return {line[key] for line in lines if first.setdefault(line[key], line.cells) != line.cells}


def _of_small_areas(
    year: int, span: Span, kind: AreaKind, names: Mapping[str, str], forms: tuple[str, ...]
) -> tuple[tuple[IndicatorGiven, ...], Rows]:
    """The indicators and the rows of a table of small areas: a column for each domain and form."""
    columns = {f"{domain}_{form}": code_of(domain, form, year) for domain in names for form in forms}
    indicators = tuple(
        _indicator(code_of(domain, form, year), name, form, year=year)
        for domain, name in names.items()
        for form in forms
    )
    key = "lsoa11_code" if kind is AreaKind.LSOA_2011 else "lsoa21_code"
    return indicators, wide(key=key, kinds=(kind,), columns=columns, span=span)


def _small(
    source: str, title: str, file: str, *forms: str, year: int, kind: AreaKind, names: Mapping[str, str]
) -> Importer:
    span = IN_2019 if year == 2019 else IN_2025
    indicators, rows = _of_small_areas(year, span, kind, names, forms)
    return of_figures(Publication(source, title, MHCLG), file, indicators=indicators, rows=rows)


_IN_2019 = {name: words for name, words in DOMAINS.items() if name != "Housing_and_Services"}
_IN_2025 = {name: words for name, words in DOMAINS.items() if name != "Housing_and_Access"}
# In 2019 the file writes the names of the parts with a capital letter.
_PARTS_2019 = {name.capitalize(): words for name, words in SUBDOMAINS.items()}

# --- What lies under the index of 2025 ----------------------------------------------------------------------

_PER_1000 = "per 1,000 people at risk"
UNDERLYING: dict[str, tuple[str, ValueType, str, int]] = {
    "income_domain_numerator": ("People in income deprivation", ValueType.COUNT, "people", 0),
    "income_deprivation_affecting_children_index_idaci_numerator": (
        "Children in income deprivation", ValueType.COUNT, "children", 0),
    "income_deprivation_affecting_older_people_index_idaopi_numerator": (
        "Older people in income deprivation", ValueType.COUNT, "people aged 60 and over", 0),
    "employment_domain_numerator": ("People in employment deprivation", ValueType.COUNT, "people", 0),
    "adult_skills_and_english_language_proficiency_indicator": (
        "Adults without skills or English", ValueType.SCORE, "share of adults", 3),
    "entry_to_higher_education_indicator": (
        "Not entering higher education", ValueType.SCORE, "share of young people", 3),
    "acute_morbidity_indicator": ("Acute morbidity", ValueType.SCORE, "ratio: 100 is England", 1),
    "comparative_illness_and_disability_ratio_indicator": (
        "Illness and disability", ValueType.SCORE, "ratio: 100 is England", 1),
    "mental_health_indicator": ("Mental ill-health", ValueType.SCORE, "score", 3),
    "years_of_potential_life_lost_indicator": ("Years of potential life lost", ValueType.SCORE, "rate", 1),
    "violence_with_injury_rate_per_1_000_at_risk_population": (
        "Violence with injury", ValueType.SCORE, _PER_1000, 1),
    "violence_without_injury_rate_per_1_000_at_risk_population": (
        "Violence without injury", ValueType.SCORE, _PER_1000, 1),
    "stalking_and_harassment_rate_per_1_000_at_risk_population": (
        "Stalking and harassment", ValueType.SCORE, _PER_1000, 1),
    "burglary_rate_per_1_000_at_risk_properties": ("Burglary", ValueType.SCORE, "per 1,000 properties at risk", 1),
    "theft_rate_per_1_000_at_risk_population": ("Theft", ValueType.SCORE, _PER_1000, 1),
    "criminal_damage_rate_per_1_000_at_risk_population": ("Criminal damage", ValueType.SCORE, _PER_1000, 1),
    "public_order_and_possession_of_weapons_rate_per_1_000_at_risk_population": (
        "Public order offences and weapons", ValueType.SCORE, _PER_1000, 1),
    "anti_social_behaviour_rate_per_1_000_at_risk_population": (
        "Anti-social behaviour", ValueType.SCORE, _PER_1000, 1),
    "connectivity_score": ("Connectivity", ValueType.SCORE, "score: higher is better connected", 1),
    "owner_occupation_affordability_component_of_housing_affordability_indicator": (
        "Affordability of owning a home", ValueType.SCORE, "score", 3),
    "private_rental_affordability_component_of_housing_affordability_indicator": (
        "Affordability of renting a home", ValueType.SCORE, "score", 3),
    "housing_affordability_indicator": ("Affordability of housing", ValueType.SCORE, "score", 3),
    "digital_connectivity_broadband_download_and_upload_speeds": ("Broadband", ValueType.SCORE, "score", 3),
    "core_homelessness_rate_percent_of_households": (
        "Core homelessness", ValueType.SCORE, "per cent of households", 2),
    "patient_to_gp_ratio": ("Patients per GP", ValueType.SCORE, "patients per GP", 0),
    "homelessness_indicator_rate_per_1_000_households": (
        "Homelessness", ValueType.SCORE, "per 1,000 households", 2),
    "household_overcrowding_indicator_rooms": ("Overcrowding by rooms", ValueType.SCORE, "share of households", 3),
    "household_overcrowding_indicator_bedrooms": (
        "Overcrowding by bedrooms", ValueType.SCORE, "share of households", 3),
}  # fmt: skip


def _slug(text: str) -> str:
    return "-".join("".join(mark if mark.isalnum() else " " for mark in text.lower()).split())


_UNDERLYING_CODES = {column: f"iod-2025-{_slug(words[0])}"[:80] for column, words in UNDERLYING.items()}
_UNDERLYING = tuple(
    IndicatorGiven(
        code=_UNDERLYING_CODES[column],
        name=f"{name} (Indices of 2025)",
        subject=SUBJECT,
        definition=f"{name}, as used for the English Indices of Deprivation 2025. Blank where it was not published.",
        unit=unit,
        value_type=value_type,
        polarity=Polarity.HIGH_IS_GOOD if column == "connectivity_score" else Polarity.LOW_IS_GOOD,
        decimals=decimals,
    )
    for column, (name, value_type, unit, decimals) in UNDERLYING.items()
)

# --- Councils and NHS footprints in 2025 --------------------------------------------------------------------

_SUMMARIES = {
    "imd": "Index of Multiple Deprivation",
    "income": "Income deprivation",
    "employment": "Employment deprivation",
    "education_skills_and_training": "Education, skills and training deprivation",
    "health_deprivation_and_disability": "Health deprivation and disability",
    "crime": "Crime",
    "barriers_to_housing_and_services": "Barriers to housing and services",
    "living_environment": "Living environment deprivation",
}
_MOST = "proportion_of_lso_as_in_most_deprived_10_percent_nationally"
_MEASURES = {
    "average_score": ("average score", ValueType.SCORE, "score: higher is more deprived", 2),
    "rank_of_average_score": ("rank of the average score", ValueType.RANK, "rank: 1 is the most deprived", 0),
    "average_rank": ("average rank of small areas", ValueType.INDEX, "average rank: higher is more deprived", 0),
    "rank_of_average_rank": ("rank of the average rank", ValueType.RANK, "rank: 1 is the most deprived", 0),
    _MOST: ("share of small areas in the most deprived tenth", ValueType.SCORE, "share of small areas", 3),
    f"rank_of_{_MOST}": (
        "rank of the share in the most deprived tenth", ValueType.RANK, "rank: 1 is the most deprived", 0),
}  # fmt: skip


def _summary_columns(heads: tuple[str, ...]) -> dict[str, tuple[str, str, ValueType, str, int]]:
    """The columns of a summary that can be read, each with code, name, type, unit and decimals."""
    found = {}
    for column in heads:
        for domain, name in _SUMMARIES.items():
            for measure, (words, value_type, unit, decimals) in _MEASURES.items():
                if column == f"{domain}_{measure}":
                    code = f"iod-2025-summary-{_slug(domain)}-{_slug(words)}"[:80]
                    found[column] = (code, f"{name}, {words} (2025)", value_type, unit, decimals)
    return found


_HEADS = tuple(f"{domain}_{measure}" for domain in _SUMMARIES for measure in _MEASURES)
_COLUMNS = _summary_columns(_HEADS)
_SUMMARY_INDICATORS = tuple(
    IndicatorGiven(
        code=code,
        name=name,
        subject=SUBJECT,
        definition=f"{name}: a summary over the small areas of the area, English Indices of Deprivation 2025.",
        unit=unit,
        value_type=value_type,
        polarity=Polarity.HIGH_IS_GOOD if value_type is ValueType.RANK else Polarity.LOW_IS_GOOD,
        decimals=decimals,
    )
    for code, name, value_type, unit, decimals in _COLUMNS.values()
)


def _summary(source: str, title: str, file: str, key: str, kinds: tuple[AreaKind, ...]) -> Importer:
    rows = wide(key=key, kinds=kinds, columns={column: said[0] for column, said in _COLUMNS.items()}, span=IN_2025)
    about = Publication(source, title, MHCLG, indicators_of=INDICES_2025)
    return of_figures(about, file, indicators=_SUMMARY_INDICATORS, rows=rows)


# --- Community needs ----------------------------------------------------------------------------------------

_NEEDS = {
    "Community Needs Index 2023": "Community Needs Index",
    "Civic Assets Domain": "Civic assets (community needs)",
    "Connectedness Domain": "Connectedness (community needs)",
    "Active and Engaged Community Domain": "Active and engaged community (community needs)",
}
_NEEDS_COLUMNS = {
    f"{column} {form.capitalize()}": f"cni-2023-{_slug(column.removesuffix(' 2023'))}-{form}"
    for column in _NEEDS
    for form in ("score", "rank")
}
_NEEDS_INDICATORS = tuple(
    IndicatorGiven(
        code=_NEEDS_COLUMNS[f"{column} {form.capitalize()}"],
        name=f"{name}, {form} (2023)",
        subject=SUBJECT,
        definition=f"{name}: the {form} of the small area in the Community Needs Index 2023.",
        unit="score: higher is more need" if form == "score" else "rank in England: 1 is the most need",
        value_type=ValueType.SCORE if form == "score" else ValueType.RANK,
        polarity=Polarity.LOW_IS_GOOD if form == "score" else Polarity.HIGH_IS_GOOD,
        decimals=2 if form == "score" else 0,
    )
    for column, name in _NEEDS.items()
    for form in ("score", "rank")
)

IMPORTERS: tuple[Importer, ...] = (
    _small(
        "imd-2019", "English Indices of Deprivation 2019", "needs/deprivation/imd2019_england_lsoa11.csv",
        "decile", "rank", year=2019, kind=AreaKind.LSOA_2011, names=_IN_2019,
    ),
    _small(
        "imd-2019-parts", "English Indices of Deprivation 2019: parts of domains",
        "needs/deprivation/imd2019_england_lsoa11_subdomains.csv",
        "decile", "rank", year=2019, kind=AreaKind.LSOA_2011, names=_PARTS_2019,
    ),
    _small(
        "imd-2025", "English Indices of Deprivation 2025", "needs/deprivation/imd2025_england_lsoa21.csv",
        "decile", "rank", "score", year=2025, kind=AreaKind.LSOA_2021, names=_IN_2025,
    ),
    _small(
        "imd-2025-parts", "English Indices of Deprivation 2025: parts of domains",
        "needs/deprivation/imd2025_england_lsoa21_subdomains.csv",
        "decile", "rank", "score", year=2025, kind=AreaKind.LSOA_2021, names=SUBDOMAINS,
    ),
    of_figures(
        Publication("imd-2025-underlying", "English Indices of Deprivation 2025: underlying indicators", MHCLG),
        "needs/deprivation/imd2025_england_lsoa21_indicators.csv",
        indicators=_UNDERLYING,
        rows=wide(key="lsoa21_code", kinds=(AreaKind.LSOA_2021,), columns=_UNDERLYING_CODES, span=IN_2025),
    ),
    _summary(
        "imd-2025-councils", "English Indices of Deprivation 2025: councils",
        "needs/deprivation/imd2025_england_ltla24.csv", "ltla24_code", ANY_COUNCIL,
    ),
    _summary(
        "imd-2025-health", "English Indices of Deprivation 2025: integrated care boards",
        "needs/deprivation/imd2025_england_icb24.csv", "icb24_code", (AreaKind.ICB,),
    ),
    of_figures(
        Publication(
            "cni-2023", "Community Needs Index 2023", "Local Trust and OCSI",
            licence="Published for free download; terms unclear",
            caveat="Check the terms before passing these figures on.",
        ),
        "needs/deprivation/community_needs_index_2023_lsoa21.csv",
        indicators=_NEEDS_INDICATORS,
        rows=wide(key="lsoa21_code", kinds=(AreaKind.LSOA_2021,), columns=_NEEDS_COLUMNS, span=IN_2023),
    ),
)  # fmt: skip
