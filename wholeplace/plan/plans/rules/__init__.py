"""The states of plans and intentions, what each must say, and where in the cycle one stands. Pure."""
