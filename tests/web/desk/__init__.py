"""What people rely on at the office pages."""
