"""What an entry in the register must hold, how far a contract may run, and its notice. Pure."""
