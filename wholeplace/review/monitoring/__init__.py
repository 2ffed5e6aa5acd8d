"""Monitoring: whether it works: results against measures, and reviews of contracts.

Words: a *result* is the figure of a measure for a period that has ended, with what was expected and how it
stands (met, nearly met, missed: always reckoned, never stored); a *review* asks whether what was done
delivered what was planned for the needs understood, and recommends to keep, change or stop.

A result of a service contributes to an outcome; it is never added up to it.
"""
