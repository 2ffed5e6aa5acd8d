"""Groups, confidence, and what makes a need fit to be used. Pure."""
