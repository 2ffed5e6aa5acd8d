"""What a page cost, in its own header: for measuring, switched on by a setting."""

import time
from collections.abc import Callable
from typing import Any

from django.db import connection
from django.http import HttpRequest, HttpResponse


def server_timing(
    get_response: Callable[[HttpRequest], HttpResponse],
) -> Callable[[HttpRequest], HttpResponse]:
    """Say, as Server-Timing, how long the page took its thread, how long the database, and how often it was asked."""

    def middleware(request: HttpRequest) -> HttpResponse:
        asked: list[float] = []

        def timed(execute: Callable[..., Any], sql: str, params: Any, many: bool, context: dict[str, Any]) -> Any:
            began = time.perf_counter()
            try:
                return execute(sql, params, many, context)
            finally:
                asked.append(time.perf_counter() - began)

        cpu = time.thread_time()
        with connection.execute_wrapper(timed):
            response = get_response(request)
        cpu = time.thread_time() - cpu
        response["Server-Timing"] = (
            f"cpu;dur={cpu * 1000:.1f}, db;dur={sum(asked) * 1000:.1f}, queries;dur={len(asked)}"
        )
        return response

    return middleware
