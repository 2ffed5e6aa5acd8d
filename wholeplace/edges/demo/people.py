"""Who is there: the partnership, its organisations, its posts, and the people in them."""

from decimal import Decimal

from wholeplace.edges.demo.script import Stage, Words
from wholeplace.ground.access.actor import BOOTSTRAP
from wholeplace.ground.access.roles import Role
from wholeplace.ground.foundation.codes import invented_org_id
from wholeplace.ground.records.context import speaking_for
from wholeplace.together.directory import actions as directory
from wholeplace.together.directory.rules.kinds import OrganisationKind
from wholeplace.together.partnership import actions as partnership
from wholeplace.together.partnership.queries import THE_DOOR, capacities
from wholeplace.together.people import actions as people

BEGAN = -1800
"""How many days ago the invented partnerships began."""


def set_up(stage: Stage, *, password: str) -> None:
    """Begin the partnership, admit its organisations, and put people in their posts."""
    place = stage.script["place"]
    ref = partnership.set_up(
        name=place["partnership"],
        place_name=place["name"],
        slug=place["slug"],
        invented=True,
        by=BOOTSTRAP,
        on=stage.day(BEGAN),
    )
    stage.partnership = ref.public_id
    for number, words in enumerate(stage.part("organisation"), start=1):
        _organisation(stage, words, number=number)
    for words in stage.part("organisation"):
        if "succeeded_by" in words:
            _succession(stage, words)
    for words in stage.part("post"):
        _post(stage, words, password=password)


def address_of(key: str, *, slug: str) -> str:
    """The address by which the person in a post signs in."""
    return f"{key}@{slug}.example"


def _organisation(stage: Stage, words: Words, *, number: int) -> None:
    card = directory.register(
        name=words["name"],
        kind=OrganisationKind(words["kind"]),
        short_name=words.get("short", ""),
        official_ids=(invented_org_id(kind=stage.script["place"]["slug"], number=number),),
        invented=True,
        begins_on=stage.day(BEGAN - 2000),
        by=BOOTSTRAP,
        on=stage.day(BEGAN),
    )
    stage.organisations[words["key"]] = card
    if words.get("member", True):
        partnership.admit(
            partnership=stage.partnership,
            organisation=card.ref.public_id,
            consented_by=words.get("consented_by", "Chief executive"),
            commissions=words.get("commissions", True),
            by=BOOTSTRAP,
            on=stage.day(BEGAN),
        )


def _succession(stage: Stage, words: Words) -> None:
    directory.succeed(
        organisation=stage.organisations[words["key"]].ref.public_id,
        successor=stage.organisations[words["succeeded_by"]].ref.public_id,
        from_day=stage.day(words["succeeded"]),
        source="Invented for the example",
        by=BOOTSTRAP,
        on=stage.day(words["succeeded"]),
    )


def _post(stage: Stage, words: Words, *, password: str) -> None:
    slug = stage.script["place"]["slug"]
    shares = {
        stage.organisations[body].ref.public_id: Decimal(share) for body, share in words.get("shares", {}).items()
    }
    card = people.invite(
        name=words["person"],
        email=address_of(words["key"], slug=slug),
        password=password,
        by=BOOTSTRAP,
        on=stage.day(BEGAN),
    )
    post = partnership.set_up_post(
        partnership=stage.partnership,
        host=stage.organisations[words["organisation"]].ref.public_id,
        title=words["title"],
        roles=[Role(role) for role in words["roles"]],
        shares=shares or None,
        by=BOOTSTRAP,
        on=stage.day(BEGAN),
    )
    partnership.fill_post(post=post.public_id, person=card.public_id, by=BOOTSTRAP, on=stage.day(BEGAN))
    stage.posts[words["key"]] = post
    with speaking_for(THE_DOOR):
        stage.people[words["key"]] = capacities(person=card.number, seen_by=THE_DOOR, on=stage.built_on)[0].actor
