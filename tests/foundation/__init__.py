"""The foundation: exact values, properties, and slow twins."""
