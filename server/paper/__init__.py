"""Printed sheets: content JSON in, PDF out; nothing here decides a number."""
