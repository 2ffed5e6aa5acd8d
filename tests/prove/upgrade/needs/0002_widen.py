"""Widen: a new column, empty at first, so that the old code goes on."""

from django.db import migrations


class Migration(migrations.Migration):
    """One step in one transaction."""

    dependencies = [("needs", "0001_initial")]
    operations = [migrations.RunSQL("ALTER TABLE needs_need ADD COLUMN trial text")]
