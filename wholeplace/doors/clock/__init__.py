"""The calendar: when that happens, then this is done. Policies read the trail and act."""
