"""Network addresses of the outside world: a protocol, the real thing and a fake for each."""
