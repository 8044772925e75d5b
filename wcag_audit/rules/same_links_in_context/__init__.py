"""Links of one name in one context serve one purpose."""
