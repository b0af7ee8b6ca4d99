"""The version, in the one place that every room may read."""

VERSION = "0.1.0"
