"""`python -m generator`: the command, where no script of it is installed."""

from generator.cli import main

if __name__ == "__main__":
    main()
