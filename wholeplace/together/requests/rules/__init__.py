"""The rules of requests for information: how they are received, when they are due, how they were answered. Pure."""
