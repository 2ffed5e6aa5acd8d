"""What a decision is about, and at which level: words that delegations, items and interests share."""

from wholeplace.ground.foundation.labelled import Labelled


class Topic(Labelled):
    """A subject of decisions. A delegation may also be for every subject."""

    EVERYTHING = "everything", "Every subject"
    ADULT_SOCIAL_CARE = "adult_social_care", "Adult social care"
    CARERS = "carers", "Carers"
    CHILDREN = "children", "Children and families"
    COMMUNITY_SAFETY = "community_safety", "Community safety"
    CORPORATE = "corporate", "How the partnership is run"
    DOMESTIC_ABUSE = "domestic_abuse", "Domestic violence and abuse"
    ECONOMY = "economy", "Skills, work and the economy"
    ENVIRONMENT = "environment", "Environment"
    HEALTH = "health", "Health services"
    HOUSING = "housing", "Housing and homelessness"
    LEARNING_DISABILITY = "learning_disability", "Learning disability"
    MENTAL_HEALTH = "mental_health", "Mental health"
    OLDER_PEOPLE = "older_people", "Older people"
    PUBLIC_HEALTH = "public_health", "Public health and prevention"
    SPORT = "sport", "Sport and physical activity"
    STRONGER_COMMUNITIES = "stronger_communities", "Stronger communities"
    SUBSTANCE_USE = "substance_use", "Drugs and alcohol"
    TRANSPORT = "transport", "Transport"


SUBJECTS: tuple[Topic, ...] = tuple(topic for topic in Topic if topic is not Topic.EVERYTHING)
"""The subjects that one decision can be about."""


class Level(Labelled):
    """The level of commissioning at which a matter is decided, the widest first."""

    STRATEGIC = "strategic", "Strategic: the whole place"
    OPERATIONAL = "operational", "Operational: a service or a locality"
    INDIVIDUAL = "individual", "Individual: one person's support"

    @property
    def word(self) -> str:
        """The level in one word."""
        return self.value

    @property
    def rank(self) -> int:
        """How wide the level is: 0 is the widest."""
        return list(Level).index(self)

    def covers(self, other: "Level") -> bool:
        """Whether who may decide at this level may decide at the other: the wider covers the narrower."""
        return self.rank <= other.rank
