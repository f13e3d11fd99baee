"""Run the studio from a checkout: `.venv/bin/python samples/make.py [id …]`."""

import sys
from pathlib import Path

if __name__ == "__main__":
    sys.path.insert(0, str(Path(__file__).resolve().parent.parent))  # the samples are no installed package
    from samples.studio import main

    sys.exit(main())
