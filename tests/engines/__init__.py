"""The phone's promise kept in the other engines: WebKit, of which every iPhone is made, and Gecko."""
