"""Giving people a sign-in, their programs a token, and whoever asks what is held about them."""

import secrets
from dataclasses import dataclass
from datetime import date, timedelta

from django.contrib.auth.hashers import make_password

from wholeplace.ground.access.actor import Actor
from wholeplace.ground.access.permissions import Permission
from wholeplace.ground.foundation import parse
from wholeplace.ground.foundation.hashing import content_hash, hash_of_bytes
from wholeplace.ground.foundation.ref import Ref
from wholeplace.ground.foundation.refusal import Refusal, Refused
from wholeplace.ground.records.about import Found, held_about
from wholeplace.ground.records.context import speaking_for
from wholeplace.ground.records.models import scope_for
from wholeplace.ground.records.scope import NotThere, Sensitivity
from wholeplace.ground.trail.action import action, record
from wholeplace.together.people.events import (
    PackPutTogether,
    PasswordChanged,
    PersonInvited,
    SignedOutEverywhere,
    TokenIssued,
    TokenRevoked,
)
from wholeplace.together.people.models import Person, Token
from wholeplace.together.people.queries import PersonCard


@action
def invite(*, name: str, email: str, password: str | None, by: Actor, on: date) -> PersonCard:
    """Give somebody a sign-in. Without a password they set one by the link they are sent.

    Raises Refused when the address is not written as one, or has a sign-in already.
    """
    by.must(Permission.PERSON_INVITE)
    try:
        email = parse.email_address(email)
    except parse.Unreadable as unreadable:
        raise Refused([Refusal("PER4", "An address that mail reaches", unreadable.sentence)]) from unreadable
    if Person.objects.filter(email__iexact=email).exists():
        raise Refused(
            [
                Refusal(
                    "PER1",
                    "One sign-in an address",
                    "This e-mail address cannot be invited. Use another one.",
                )
            ]
        )
    person = Person.objects.create(name=name, email=email.lower(), password=make_password(password))
    scope = scope_for(by, sensitivity=Sensitivity.ORGANISATION)
    record(
        PersonInvited(name=name),
        subject=Ref(kind="person", public_id=person.public_id),
        scope=scope,
        by=by,
        on=on,
    )
    return PersonCard(number=person.pk, public_id=person.public_id, name=person.name)


LONGEST_TOKEN = timedelta(days=365)


@action
def issue_token(*, label: str, capacity: str, ends_on: date, by: Actor, on: date) -> str:
    """Let a program act as oneself in one capacity until a day. The token is told once and never again.

    Raises Refused when the last day has passed or is more than a year away.
    """
    by.must(Permission.TOKEN_ISSUE)
    if not on <= ends_on <= on + LONGEST_TOKEN:
        sentence = f"Choose a last day between today and {on + LONGEST_TOKEN:%-d %B %Y}."
        raise Refused([Refusal("PER2", "Tokens end", sentence)])
    secret = f"wp_{secrets.token_urlsafe(32)}"
    token = Token.objects.create(
        person_id=by.person_id or 0,
        capacity=capacity,
        label=label,
        digest=hash_of_bytes(secret.encode()),
        begins_on=on,
        ends_on=ends_on,
    )
    _record_token(TokenIssued(label=label, capacity=capacity), token, by=by, on=on)
    return secret


@action
def revoke_token(*, token: str, by: Actor, on: date) -> None:
    """End one of one's own tokens at once. Raises NotThere for somebody else's."""
    by.must(Permission.TOKEN_ISSUE)
    this = Token.objects.select_for_update().filter(public_id=token, person_id=by.person_id or 0).first()
    if this is None:
        raise NotThere("token")
    _end(this, on=on)
    _record_token(TokenRevoked(label=this.label), this, by=by, on=on)


@action
def change_password(*, password: str, by: Actor, on: date) -> None:
    """Give oneself another password. Every other session ends, and every token that is still open."""
    by.must(Permission.ACCOUNT_KEEP)
    person = Person.objects.select_for_update().get(pk=by.person_id or 0)
    person.password = make_password(password)
    person.save(update_fields=["password"])
    for token in Token.objects.select_for_update().filter(person=person, ends_on__gte=on):
        _end(token, on=on)
    _record_sign_in(PasswordChanged(), person, by=by, on=on)


@action
def sign_out_everywhere(*, by: Actor, on: date) -> None:
    """End every session of one's own."""
    by.must(Permission.ACCOUNT_KEEP)
    person = Person.objects.select_for_update().get(pk=by.person_id or 0)
    person.signed_out += 1
    person.save(update_fields=["signed_out"])
    _record_sign_in(SignedOutEverywhere(), person, by=by, on=on)


def _end(token: Token, *, on: date) -> None:
    token.ends_on = max(token.begins_on, on - timedelta(days=1))
    token.digest = hash_of_bytes(secrets.token_bytes(32))
    token.save(update_fields=["ends_on", "digest"])


def _record_sign_in(event: PasswordChanged | SignedOutEverywhere, person: Person, *, by: Actor, on: date) -> None:
    scope = scope_for(by, sensitivity=Sensitivity.ORGANISATION)
    record(event, subject=Ref(kind="person", public_id=person.public_id), scope=scope, by=by, on=on)


@dataclass(frozen=True)
class Pack:
    """What is held about one person, without anybody else, and the hash of it."""

    name: str
    found: tuple[Found, ...]
    content_hash: str


@action
def put_pack_together(*, email: str, by: Actor, on: date) -> Pack:
    """Put together what one's organisation holds or may see about a person, and write down that it was.

    Raises Refused where it holds nothing about anybody with this address, in the same words as where nobody has it.
    """
    by.must(Permission.SUBJECT_READ)
    person = Person.objects.filter(email__iexact=email).first()
    found = held_about(person=person.pk, seen_by=by) if person else ()
    if person is None or not any(one.organisation == by.organisation_id for one in found):
        sentence = (
            "Your organisation holds no record about anybody with this address."
            " Ask for the address that they sign in with, or pass the request on to the body that they work with."
        )
        raise Refused([Refusal("PER3", "UK GDPR, article 15: each body answers for what it holds", sentence)])
    told = tuple((one.record, one.number, tuple((cell.label, cell.words) for cell in one.cells)) for one in found)
    pack = Pack(name=person.name, found=found, content_hash=content_hash(told))
    # That somebody asked is personal too: it is told in the next pack about them, and read by no colleague otherwise.
    with speaking_for(by.answering_a_subject()):
        record(
            PackPutTogether(records=len(found), content_hash=pack.content_hash),
            subject=Ref(kind="person", public_id=person.public_id),
            scope=scope_for(by, sensitivity=Sensitivity.PERSONAL),
            by=by,
            on=on,
        )
    return pack


def _record_token(event: TokenIssued | TokenRevoked, token: Token, *, by: Actor, on: date) -> None:
    scope = scope_for(by, sensitivity=Sensitivity.ORGANISATION)
    record(event, subject=Ref(kind="token", public_id=token.public_id), scope=scope, by=by, on=on)
