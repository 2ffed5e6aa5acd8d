"""The site's settings, with an upgrade of the room of needs that no release holds."""

from wholeplace.config.settings import *  # noqa: F403

MIGRATION_MODULES = {"needs": "tests.prove.upgrade.needs"}
