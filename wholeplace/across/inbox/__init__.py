"""Inbox: what needs the reader, with why, by when, and what to do.

Words: a *call* is one thing that waits for somebody; it is made out of the rooms each time it is asked for, so it is
never stale and never left behind.

Reads every room; writes nothing.
"""
