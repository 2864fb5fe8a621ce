"""Danish words for every code; used only by those who write for people."""
