"""People: who signs in.

Words: a *person* is somebody with a sign-in of their own. What a person may do comes from the posts they hold
(`partnership`), never from the person.

Nobody is above the rules here: there is no superuser.
"""
