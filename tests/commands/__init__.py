"""The commands an administrator types."""
