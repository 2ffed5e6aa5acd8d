"""Proof that leaves: the exported trail and its stand-alone verifier, and packs of decisions.

`verify_trail.py` needs nothing of ours and nothing but Python, so that whoever checks us need not trust us; it goes
with every pack. It says everything a second time, on purpose: nothing may be shared with what it checks.
"""

from pathlib import Path

VERIFIER = Path(__file__).parent / "verify_trail.py"
"""The stand-alone verifier."""
