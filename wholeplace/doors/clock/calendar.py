"""What is done again and again, and how often. A line here is all it takes; the job stands in `jobs`.

Time is told by how long ago it was asked for last, not by the hour: so a clock that is put back delays nothing. Every
worker asks when it starts; one that is asked for already is not asked for twice.
"""

from datetime import timedelta

EVERY = {
    "seal_trail": timedelta(minutes=1),
    "end_records": timedelta(days=1),
    "remove_old_keys": timedelta(hours=1),
    "remove_done_jobs": timedelta(hours=6),
}
