"""`python -m wcag_audit` is the command `wcag-audit`."""

from wcag_audit.cli import main

if __name__ == "__main__":
    main()
