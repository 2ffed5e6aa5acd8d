"""Foundation: the types that everything else is written in. Pure."""
