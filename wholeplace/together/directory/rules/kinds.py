"""Kinds of organisation and the sector each belongs to."""

from enum import StrEnum


class Sector(StrEnum):
    """Which part of public life an organisation belongs to."""

    LOCAL_GOVERNMENT = "local_government"
    NHS = "nhs"
    POLICE = "police"
    EDUCATION = "education"
    HOUSING = "housing"
    VOLUNTARY = "voluntary"
    BUSINESS = "business"
    OTHER_PUBLIC = "other_public"


class OrganisationKind(StrEnum):
    """What an organisation is."""

    label: str
    sector: Sector

    def __new__(cls, value: str, label: str = "", sector: Sector = Sector.BUSINESS) -> "OrganisationKind":
        """Give each kind its label and its sector."""
        member = str.__new__(cls, value)
        member._value_ = value
        member.label = label
        member.sector = sector
        return member

    COUNCIL = "council", "Council", Sector.LOCAL_GOVERNMENT
    COUNTY_COUNCIL = "county_council", "County council", Sector.LOCAL_GOVERNMENT
    DISTRICT_COUNCIL = "district_council", "District council", Sector.LOCAL_GOVERNMENT
    INTEGRATED_CARE_BOARD = "integrated_care_board", "Integrated care board", Sector.NHS
    NHS_TRUST = "nhs_trust", "NHS trust", Sector.NHS
    GP_PRACTICE = "gp_practice", "GP practice", Sector.NHS
    POLICE_COMMISSIONER = "police_commissioner", "Police and crime commissioner", Sector.POLICE
    POLICE_FORCE = "police_force", "Police force", Sector.POLICE
    FIRE_AUTHORITY = "fire_authority", "Fire and rescue authority", Sector.OTHER_PUBLIC
    SCHOOL = "school", "School or academy trust", Sector.EDUCATION
    HOUSING_ASSOCIATION = "housing_association", "Housing association", Sector.HOUSING
    CHARITY = "charity", "Charity", Sector.VOLUNTARY
    COMMUNITY_GROUP = "community_group", "Community group", Sector.VOLUNTARY
    SOCIAL_ENTERPRISE = "social_enterprise", "Social enterprise", Sector.VOLUNTARY
    COMPANY = "company", "Company", Sector.BUSINESS
    PARTNERSHIP_OF_PERSONS = "partnership_of_persons", "Partnership or sole trader", Sector.BUSINESS
    OTHER_PUBLIC_BODY = "other_public_body", "Other public body", Sector.OTHER_PUBLIC
    UNKNOWN = "unknown", "Not known", Sector.BUSINESS
