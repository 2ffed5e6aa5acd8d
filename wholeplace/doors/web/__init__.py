"""The pages: a request becomes one call, a result becomes words."""
