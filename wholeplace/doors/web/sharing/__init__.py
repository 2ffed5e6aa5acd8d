"""The pages of sharing: what is shared with whom, sharing one record, and ending that."""
