"""The generated safety net: goals by their ids, each shown by counted checks. Run by `make prove`."""
