"""What every test may ask for."""

pytest_plugins = ["tests.factories.fixtures", "tests.prove.telling"]
