"""Backups: taken by a system user of their own, sealed for a key that is kept elsewhere, checked, restored, thinned.

`python -m wholeplace.config.backups` is the door; docs/how-to/back-up.md says how it is used. Nothing here knows the
site's settings or keys: whoever takes backups needs neither.
"""
