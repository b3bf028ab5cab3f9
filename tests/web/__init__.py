"""What people rely on when they speak HTTP with the server."""
