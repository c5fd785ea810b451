"""The application: settings, engines, answering, the command line and the page."""

import corpus  # noqa: F401 - first: it forces the offline switches before any library is loaded
