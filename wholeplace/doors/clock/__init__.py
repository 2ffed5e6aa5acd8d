"""The calendar and the background work: what is done later, what is done again and again, and "when that, then this".

A *job* is asked for in the transaction of whatever it follows from (`trail.later`) and is done here. A *policy* reads
the trail and asks for a job about each event it knows. The tables in `calendar`, `policies` and `jobs` say which.
"""
