"""The trail: what happened, written in the same transaction as the change itself.

Words: an *event* is one thing that happened, in the words of its room; the *duties* of an action are to have asked for
authority and to have left an event; a *refusal* is what was stopped, kept in a log apart; a *reader* of the trail
follows it behind a watermark, so that it misses nothing that was committed late.

Actions send nothing: the clock reads the trail and tells the outside world.
"""
