"""The tab of revisions: two versions side by side, and what the revision does to the cases of the evaluation."""
