"""The office pages under /desk."""
