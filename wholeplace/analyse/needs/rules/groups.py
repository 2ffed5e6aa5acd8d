"""The parts of a population that bodies commission for. Source: the Leeds reviews' population groups."""

from wholeplace.ground.foundation.labelled import Labelled


class Group(Labelled):
    """A population group, used alike by needs, outcomes, intentions and contracts."""

    EVERYONE = "everyone", "Everyone"
    CHILDREN = "children", "Children and young people"
    FAMILIES = "families", "Families"
    WORKING_AGE = "working_age", "Working-age adults"
    OLDER_PEOPLE = "older_people", "Older people"
    CARERS = "carers", "Carers"
    LEARNING_DISABILITY = "learning_disability", "People with a learning disability"
    MENTAL_HEALTH = "mental_health", "People with mental ill-health"
    PHYSICAL_DISABILITY = "physical_disability", "People with a physical or sensory impairment"
    SUBSTANCE_USE = "substance_use", "People who use drugs or alcohol"
    HOMELESSNESS = "homelessness", "People without a settled home"
    VICTIMS = "victims", "Victims of crime and abuse"
    OFFENDERS = "offenders", "People in contact with the justice system"
    DEPRIVED_AREAS = "deprived_areas", "People in the most deprived areas"


class Confidence(Labelled):
    """How sure those who recorded it are."""

    HIGH = "high", "High: measured, recent and local"
    MEDIUM = "medium", "Medium: measured, but older or not local"
    LOW = "low", "Low: heard, not yet measured"
