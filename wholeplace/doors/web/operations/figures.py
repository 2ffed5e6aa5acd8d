"""The figures of the site as Prometheus reads them: numbers alone, under labels that name nobody."""

from collections.abc import Iterator

from django.db import DatabaseError

from wholeplace.doors.web.operations.counts import COUNTS
from wholeplace.doors.web.operations.state import State, backup_age, state_now


def told() -> str:
    """Every figure in Prometheus's text form. Without a database, what the processes themselves counted."""
    return "".join(f"{line}\n" for line in (*_of_requests(), *_of_the_site()))


def _of_requests() -> Iterator[str]:
    counted = tuple(COUNTS.all())
    yield "# TYPE wholeplace_requests_total counter"
    for one in counted:
        for kind, number in one.answers.items():
            yield f'wholeplace_requests_total{{door="{one.door}",status="{kind}"}} {number}'
    yield "# TYPE wholeplace_request_seconds histogram"
    for one in counted:
        for limit, number in one.within.items():
            yield f'wholeplace_request_seconds_bucket{{door="{one.door}",le="{limit}"}} {number}'
        yield f'wholeplace_request_seconds_bucket{{door="{one.door}",le="+Inf"}} {one.number}'
        yield f'wholeplace_request_seconds_sum{{door="{one.door}"}} {one.seconds:.6f}'
        yield f'wholeplace_request_seconds_count{{door="{one.door}"}} {one.number}'


def _of_the_site() -> Iterator[str]:
    try:
        state = state_now()
    except DatabaseError:
        yield from _gauge("wholeplace_database_answers", 0)
        return
    yield from _gauge("wholeplace_database_answers", 1)
    for name, value in _figures(state):
        if value is not None:
            yield from _gauge(name, value)


def _figures(state: State) -> Iterator[tuple[str, float | None]]:
    yield "wholeplace_refusals_last_hour", state.counted.refused
    yield "wholeplace_sign_ins_failed_last_hour", state.counted.sign_ins_failed
    yield "wholeplace_imports_unfinished", state.imports_unfinished
    yield "wholeplace_backup_age_seconds", backup_age(state.backups)
    yield "wholeplace_seal_age_seconds", state.counted.seal_age
    yield "wholeplace_events_unsealed", state.counted.unsealed
    yield "wholeplace_job_age_seconds", state.counted.job_age or 0
    yield "wholeplace_jobs_given_up_last_day", state.counted.jobs_given_up
    for status, number in sorted(state.counted.jobs.items()):
        yield f'wholeplace_jobs{{status="{status}"}}', number


def _gauge(name: str, value: float) -> Iterator[str]:
    if "{" not in name:
        yield f"# TYPE {name} gauge"
    yield f"{name} {value:g}"
