"""`python -m schakel`, the same as the command `schakel`."""

from schakel.cli import main

if __name__ == "__main__":
    main()
