"""What makes an outcome an outcome, what its measures and targets must be, and how a curve is read. Pure."""
