"""The demo day, played once through the real HTTP API and then asked many questions."""
