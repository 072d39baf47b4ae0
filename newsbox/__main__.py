"""python -m newsbox is the newsbox command."""

from newsbox.cli import main

if __name__ == "__main__":
    main()
