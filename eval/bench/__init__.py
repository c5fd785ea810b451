"""Benchmarks: the figures of the README on this machine, each beside its goal. Never part of the tests."""
