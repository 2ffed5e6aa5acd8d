"""`make bench`: bring up the site at ten times its size beside everything else, and let twenty people read it."""

import os
import signal
import subprocess
import sys
import time
import urllib.error
import urllib.request
from pathlib import Path

from wholeplace.edges.demo import PASSWORD

PORT = os.environ.get("BENCH_PORT", "8899")
SIZE = os.environ.get("BENCH_SIZE", "10")
SECONDS = os.environ.get("BENCH_SECONDS", "60")
STATE = os.environ.get("BENCH_STATE", f"/var/tmp/wholeplace-bench-{os.getuid()}")
READERS = tuple(
    f"{post}@marlbridge.example"
    for post in ("commissioner", "finance", "analyst", "chair", "governance", "nhs-commissioner", "police", "provider")
)
PATIENCE = 1800.0
"""Seconds to wait for a site of this size to be built."""


def main() -> None:
    """Start, wait, measure, stop; then say what the walls cost."""
    Path(STATE).mkdir(parents=True, exist_ok=True)
    environment = os.environ | {"WHOLEPLACE_STATE": STATE, "WHOLEPLACE_TIMING": "1"}
    site = subprocess.Popen(
        [sys.executable, "-m", "wholeplace.config.run", "--size", SIZE, "--port", PORT], env=environment
    )
    try:
        wait_for(f"http://127.0.0.1:{PORT}/", site)
        print(f"\n20 signed-in readers, a page every two seconds each, size {SIZE}, {os.cpu_count()} cores\n")
        subprocess.run(
            [
                sys.executable, "-m", "bench.readers", "--host", f"127.0.0.1:{PORT}", "--emails", ",".join(READERS),
                "--password", PASSWORD, "--seconds", SECONDS,
            ],
            check=True,
        )  # fmt: skip
    finally:
        site.send_signal(signal.SIGTERM)
        site.wait(timeout=60)
    print("\nThe cost of policy and row security: the same pages over the same rows, with both and with neither")
    subprocess.run([sys.executable, "-m", "bench.walls"], env=environment, check=True)


def wait_for(address: str, site: "subprocess.Popen[bytes]") -> None:
    """Wait until the site answers. Raises SystemExit when it ends, or takes too long."""
    began = time.monotonic()
    while time.monotonic() - began < PATIENCE:
        if site.poll() is not None:
            raise SystemExit("The site did not start; see above.")
        try:
            with urllib.request.urlopen(address, timeout=5):
                return
        except (urllib.error.URLError, TimeoutError, ConnectionError):
            time.sleep(1)
    raise SystemExit(f"The site did not answer within {PATIENCE:.0f} seconds.")


if __name__ == "__main__":
    main()
