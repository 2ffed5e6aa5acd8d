"""How the house is put together: settings, addresses, the database server. Holds no rule of the trade."""
