"""Published data, as their publishers lay them out: one module a source, each reading strictly and calling an action.

A folder holds the files under the names of the published set (`geography/…`, `needs/…`); a file that is not there is
reported as absent, and everything else is loaded. Codes are trusted, names are not: where a publisher gives only a
name it is matched to the code of one council, and refused where it could be two or none.

Small areas are taken in for the places asked for; figures of whole councils for all of them, since a council is read
beside others.
"""
