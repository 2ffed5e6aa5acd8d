"""What makes an indicator and a figure fit to be used, how periods are written, and how figures move. Pure."""
