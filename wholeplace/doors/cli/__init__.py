"""The terminal: thin commands that read the clock, show progress and call one action."""
