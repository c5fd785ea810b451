"""Long work of the page: one of our own commands in a child process, with progress, cancel and a JSON result."""

from app.jobs.job import Job, JobFailed, Result, Step

__all__ = ["Job", "JobFailed", "Result", "Step"]
