#!/usr/bin/env python
"""Run a command of the house."""

import os
import sys

from django.core.management import execute_from_command_line

from wholeplace.doors.cli.declared import refusal

if __name__ == "__main__":
    development = os.environ.get("WHOLEPLACE_DEVELOPMENT", "").lower() in {"1", "true", "yes"}
    if said := refusal(sys.argv[1:], in_development=development):
        sys.exit(said)
    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "wholeplace.config.settings")
    execute_from_command_line(sys.argv)
