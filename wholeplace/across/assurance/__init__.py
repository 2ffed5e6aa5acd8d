"""What a place must be able to show to regulators and customers, put together from what holds in this very system."""
