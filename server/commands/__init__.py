"""One module per command of `xunlou`."""
