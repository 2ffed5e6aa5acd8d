"""The pack of assurance: what regulators and customers are shown."""
