"""The tab of the evaluation: the cases put to the pipeline, saved runs, and two of them compared."""
