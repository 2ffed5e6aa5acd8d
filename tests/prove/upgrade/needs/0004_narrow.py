"""Narrow: what every row has by now must be there; looked at without keeping writers waiting."""

from django.db import migrations


class Migration(migrations.Migration):
    """The rule first, for new rows alone; then the rows that are there."""

    dependencies = [("needs", "0003_fill")]
    operations = [
        migrations.RunSQL("ALTER TABLE needs_need ADD CONSTRAINT need_has_a_trial CHECK (trial IS NOT NULL) NOT VALID"),
        migrations.RunSQL("ALTER TABLE needs_need VALIDATE CONSTRAINT need_has_a_trial"),
    ]
