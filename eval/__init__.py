"""Evaluation: cases written by people, exact scores, runs, reports, benchmarks. Nothing imports this package."""
