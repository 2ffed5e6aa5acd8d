"""What meetings, papers, decisions and ratifications must be to stand. Pure."""
