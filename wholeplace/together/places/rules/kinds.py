"""The kinds of area there are, from the country down to small areas, each with the vintage that its name carries."""

from enum import StrEnum

from wholeplace.ground.foundation.labelled import Labelled


class AreaKind(StrEnum):
    """Which map an area belongs to. The order is from large to small."""

    label: str
    plural: str

    def __new__(cls, value: str, label: str = "", plural: str = "") -> "AreaKind":
        """Give each kind its words."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        member.plural = plural
        return member

    COUNTRY = "country", "Country", "countries"
    REGION = "region", "Region", "regions"
    NHS_REGION = "nhs_region", "NHS region", "NHS regions"
    COMBINED_AUTHORITY = "combined_authority", "Combined authority", "combined authorities"
    POLICE_FORCE = "police_force", "Police force area", "police force areas"
    ICB = "icb", "Integrated care board", "integrated care boards"
    SUB_ICB = "sub_icb", "Sub-ICB location", "sub-ICB locations"
    COUNTY = "county", "County", "counties"
    UNITARY = "unitary", "Unitary authority", "unitary authorities"
    METROPOLITAN = "metropolitan", "Metropolitan district", "metropolitan districts"
    LONDON_BOROUGH = "london_borough", "London borough", "London boroughs"
    DISTRICT = "district", "District", "districts"
    COUNCIL_ELSEWHERE = "council_elsewhere", "Council outside England", "councils outside England"
    SAFETY_PARTNERSHIP = "safety_partnership", "Community safety partnership", "community safety partnerships"
    LOCALITY = "locality", "Locality", "localities"
    WARD = "ward", "Ward", "wards"
    MSOA_2011 = "msoa_2011", "Neighbourhood (MSOA 2011)", "neighbourhoods (MSOA 2011)"
    MSOA_2021 = "msoa_2021", "Neighbourhood (MSOA 2021)", "neighbourhoods (MSOA 2021)"
    LSOA_2011 = "lsoa_2011", "Small area (LSOA 2011)", "small areas (LSOA 2011)"
    LSOA_2021 = "lsoa_2021", "Small area (LSOA 2021)", "small areas (LSOA 2021)"

    @property
    def height(self) -> int:
        """How far from the top of the list this kind stands."""
        return _ORDER[self]


_ORDER = {kind: number for number, kind in enumerate(AreaKind)}

UPPER_TIER = frozenset({AreaKind.COUNTY, AreaKind.UNITARY, AreaKind.METROPOLITAN, AreaKind.LONDON_BOROUGH})
LOWER_TIER = frozenset({AreaKind.DISTRICT, AreaKind.UNITARY, AreaKind.METROPOLITAN, AreaKind.LONDON_BOROUGH})
COUNCILS = UPPER_TIER | LOWER_TIER | {AreaKind.COUNCIL_ELSEWHERE}
SMALL_AREAS = frozenset({AreaKind.LSOA_2011, AreaKind.LSOA_2021})
WITHIN_A_COUNCIL = (AreaKind.LSOA_2021, AreaKind.LSOA_2011, AreaKind.MSOA_2021, AreaKind.WARD, AreaKind.DISTRICT)
"""The kinds that a council's page offers, in this order."""

# Codes E01 and E02 say nothing of the vintage, so they are not here; nor are police forces of Wales and the like.
_BY_PREFIX = {
    "E92": AreaKind.COUNTRY,
    "W92": AreaKind.COUNTRY,
    "S92": AreaKind.COUNTRY,
    "N92": AreaKind.COUNTRY,
    "E12": AreaKind.REGION,
    "E40": AreaKind.NHS_REGION,
    "E47": AreaKind.COMBINED_AUTHORITY,
    "E61": AreaKind.COMBINED_AUTHORITY,
    "E23": AreaKind.POLICE_FORCE,
    "W15": AreaKind.POLICE_FORCE,
    "E54": AreaKind.ICB,
    "E38": AreaKind.SUB_ICB,
    "E10": AreaKind.COUNTY,
    "E06": AreaKind.UNITARY,
    "E08": AreaKind.METROPOLITAN,
    "E09": AreaKind.LONDON_BOROUGH,
    "E07": AreaKind.DISTRICT,
    "W06": AreaKind.COUNCIL_ELSEWHERE,
    "S12": AreaKind.COUNCIL_ELSEWHERE,
    "N09": AreaKind.COUNCIL_ELSEWHERE,
    "E22": AreaKind.SAFETY_PARTNERSHIP,
    "W14": AreaKind.SAFETY_PARTNERSHIP,
    "E05": AreaKind.WARD,
}


def kind_of_code(code: str) -> AreaKind | None:
    """The kind that a code tells by its first three characters, where it tells one: real, or invented as X08000001."""
    if len(code) != 9:
        return None
    return _BY_PREFIX.get(f"E{code[1:3]}" if code.startswith("X") else code[:3])


class Method(Labelled):
    """How a look-up says that one area belongs to another."""

    NESTED = "nested", "lies wholly within, by law or by design"
    BEST_FIT = "best_fit", "best fit: the whole area is given to the one that holds most of its people"
    POPULATION = "population", "shared out by where its people live"
    SUCCESSION = "succession", "became, when the boundaries or the code changed"
