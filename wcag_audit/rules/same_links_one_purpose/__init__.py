"""Links of one name serve one purpose."""
