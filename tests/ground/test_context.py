"""The signed context: the database believes only the house, on this connection, in this transaction."""

import pytest
from django.db import DatabaseError, connection, transaction

from tests.actions.needs.test_record_need import asked
from wholeplace.analyse.needs import actions
from wholeplace.analyse.needs.models import Need
from wholeplace.ground.access.actor import THE_PUBLIC
from wholeplace.ground.records.context import speaking_for


def said(context: str, signature: str) -> int:
    """How many needs are seen under a context that somebody made up."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(
            "SELECT set_config('wholeplace.context', %s, true), set_config('wholeplace.signature', %s, true)",
            [context, signature],
        )
        return Need.objects.count()


def a_true_context(actor) -> tuple[str, str]:
    """The context and signature that the house itself would give."""
    with speaking_for(actor), connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('wholeplace.context'), current_setting('wholeplace.signature')")
        return cursor.fetchone()


def test_without_a_context_no_row_is_seen(city):
    actions.record_need(**asked(), by=city.commissioner)

    assert Need.objects.count() == 0


def test_row_security_alone_hides_a_partnership_from_another(city, county):
    actions.record_need(**asked(), by=city.commissioner)

    counts = {}
    for name, actor in (("own", city.commissioner), ("other", county.commissioner), ("public", THE_PUBLIC)):
        with speaking_for(actor):
            counts[name] = Need.objects.count()
    assert counts == {"own": 1, "other": 0, "public": 0}


def test_the_query_alone_hides_a_partnership_from_another(city, county):
    actions.record_need(**asked(), by=city.commissioner)

    with speaking_for(city.commissioner):
        assert Need.objects.all().seen_by(city.commissioner).count() == 1
        assert Need.objects.all().seen_by(county.commissioner).count() == 0
        assert Need.objects.all().seen_by(THE_PUBLIC).count() == 0


def test_a_forged_signature_is_refused(city):
    actions.record_need(**asked(), by=city.commissioner)
    context, _ = a_true_context(city.commissioner)

    with pytest.raises(DatabaseError, match="not signed"):
        said(context, "0" * 64)


def test_an_altered_context_is_refused(city, county):
    actions.record_need(**asked(), by=city.commissioner)
    context, signature = a_true_context(city.commissioner)
    altered = context.replace(f"|{city.commissioner.partnership_id}|", f"|{county.commissioner.partnership_id}|")

    with pytest.raises(DatabaseError, match="not signed"):
        said(altered, signature)


def test_nothing_is_left_of_a_context_once_its_block_has_ended(city):
    with speaking_for(city.commissioner):
        pass

    with connection.cursor() as cursor:
        cursor.execute("SELECT current_setting('wholeplace.context', true)")
        assert cursor.fetchone()[0] in ("", None)


def test_a_row_cannot_be_written_for_another_organisation_even_with_the_pen(city):
    with pytest.raises(DatabaseError, match="row-level security"), transaction.atomic():
        with speaking_for(city.commissioner), connection.cursor() as cursor:
            cursor.execute("SET LOCAL ROLE wholeplace_writer")
            Need.objects.create(
                title="x", statement="x", group="everyone", confidence="low", observed_on="2026-01-01",
                begins_on="2026-01-01", sensitivity="partnership", organisation_id=city.partner.organisation_id,
                partnership_id=city.partner.partnership_id,
            )  # fmt: skip


def test_a_part_cannot_hang_on_a_parent_of_another_organisation(city):
    ref = actions.record_need(**asked(), by=city.commissioner)
    with pytest.raises(DatabaseError, match="needs_evidence_follows"), transaction.atomic():
        with speaking_for(city.partner), connection.cursor() as cursor:
            need = Need.objects.all().the(ref.public_id, seen_by=city.partner)
            cursor.execute("SET LOCAL ROLE wholeplace_writer")
            cursor.execute(
                "INSERT INTO needs_evidence (public_id, need_id, organisation_id, partnership_id, sensitivity,"
                " audience, indicator_code, figure, source, observed_on)"
                " VALUES ('zzzzzzzzzzzz', %s, %s, %s, 'partnership', '{}',"
                " '', '', 'x', '2026-01-01')",
                [need.pk, city.partner.organisation_id, city.partner.partnership_id],
            )
