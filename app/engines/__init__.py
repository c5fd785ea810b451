"""Language models, each behind the one protocol of ``app.engines.model``."""
