"""Sharing: who else reads a record, for how long, and why.

Words: a *share* lets another organisation of the partnership read one record until a day, for a purpose and on a legal
basis; an *opening* lets one person read one record of another organisation in an emergency, once a second person has
agreed, for an hour at most.

Both give reading only, never writing, and neither can be passed on. What has ended is refused at the next request: the
door asks anew each time what is in force.
"""
