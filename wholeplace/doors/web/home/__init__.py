"""The front page, the signed-in home, signing in and out, and who one is acting as."""
