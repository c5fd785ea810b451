"""Versions in a library: which document takes the place of which (``tracing``), which may do so and nobody has said
whether they do (``questions``), and writing the answer down beside a document (``noting``).
"""
