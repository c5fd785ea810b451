"""The tab that matches an enterprise to the benefits of documents."""
