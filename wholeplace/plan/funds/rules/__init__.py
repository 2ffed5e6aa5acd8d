"""What a fund, a contribution, a line and a movement must be, and how a fund stands. Pure."""
