"""`python -m xl_addin` is `xl-addin`: also where its folder is not on the PATH, or launchers are blocked."""

from xl_addin.cli.main import main

if __name__ == "__main__":
    main()
