"""Where people, other systems, the terminal and the calendar come in. Doors translate; they decide nothing."""
