"""Xunlou 巡楼: offline-first field inspection for renovating old residential compounds."""
