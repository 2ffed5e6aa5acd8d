"""Pages of published spend: who published, what was paid by month, to whom, and each payment with its source."""
