"""The tab that examines the installation: what ``policyqa doctor`` says, as a table."""
