"""What must be true of the money of funds, asked of the tables themselves."""

from django.db import connection

QUESTIONS = {
    "a line holds other than it began with and its movements say": """
        SELECT l.public_id FROM funds_fundline l WHERE l.amount_pence <> l.first_amount_pence
            + COALESCE((SELECT sum(m.amount_pence) FROM funds_linemovement m WHERE m.taker_id = l.id), 0)
            - COALESCE((SELECT sum(m.amount_pence) FROM funds_linemovement m WHERE m.giver_id = l.id), 0)
    """,
    "the lines of a year hold more than was put in for it": """
        SELECT f.public_id FROM funds_fund f JOIN funds_fundline l ON l.fund_id = f.id
        GROUP BY f.id, f.public_id, l.year HAVING sum(l.amount_pence) > COALESCE(
            (SELECT sum(c.amount_pence) FROM funds_contribution c WHERE c.fund_id = f.id AND c.year = l.year), 0)
    """,
    "more or less is drawn on a line than the trail says": """
        SELECT l.public_id FROM funds_fundline l WHERE l.drawn_pence <> COALESCE(
            (SELECT sum((e.details ->> 'amount')::bigint) FROM trail_event e
             WHERE e.subject_public_id = l.public_id AND e.kind = 'LineDrawn'), 0)
    """,
    "money moved between lines of two funds or years": """
        SELECT m.id FROM funds_linemovement m JOIN funds_fundline g ON g.id = m.giver_id
        JOIN funds_fundline t ON t.id = m.taker_id
        WHERE g.fund_id <> t.fund_id OR g.year <> t.year OR m.fund_id <> g.fund_id
    """,
}


def faults() -> list[str]:
    """What does not add up, and where; to be asked by one who sees every row."""
    found = []
    with connection.cursor() as cursor:
        for fault, question in QUESTIONS.items():
            cursor.execute(question)
            found += [f"{fault}: {one}" for (one,) in cursor.fetchall()]
    return found


def counted() -> int:
    """How many lines, movements and contributions were asked about."""
    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT (SELECT count(*) FROM funds_fundline) + (SELECT count(*) FROM funds_linemovement)"
            " + (SELECT count(*) FROM funds_contribution)"
        )
        return int(cursor.fetchone()[0])
