"""What the needs and outcomes of an invented place are measured by: its indicators, whose figures lie elsewhere."""

from hashlib import sha256

from wholeplace.analyse.indicators.actions import IndicatorGiven, SourceGiven, load_values
from wholeplace.analyse.indicators.rules.kinds import ValueType
from wholeplace.edges.demo.people import BEGAN
from wholeplace.edges.demo.script import Stage, Words
from wholeplace.ground.access.actor import BOOTSTRAP
from wholeplace.ground.intake.book import File

INVENTED = "Invented for the example"


def define(stage: Stage) -> None:
    """Define the indicators of the place."""
    slug, name = stage.script["place"]["slug"], stage.script["place"]["name"]
    load_values(
        file=File(
            source=f"{slug}-indicators",
            title=f"Indicators of {name}",
            publisher=name,
            licence=INVENTED,
            name=f"{slug}-indicators.toml",
            sha256=sha256(repr(stage.part("indicator")).encode()).hexdigest(),
            mapping="1",
        ),
        source=SourceGiven(f"{slug}-indicators", name, f"Indicators of {name}", INVENTED),
        indicators=[_indicator(words) for words in stage.part("indicator")],
        rows=(),
        by=BOOTSTRAP,
        on=stage.day(BEGAN),
    )


def _indicator(words: Words) -> IndicatorGiven:
    return IndicatorGiven(
        code=words["code"],
        name=words["name"],
        subject=words["subject"],
        definition=words["definition"],
        unit=words["unit"],
        value_type=ValueType(words["type"]),
        multiplier=words.get("times", 1.0),
        invented=True,
    )
