"""All benchmarks, one after another: `make bench`, or `python -m benchmarks FOLDER` with pages of your own."""

import sys

from benchmarks import pages, site

pages.main(sys.argv[1] if len(sys.argv) > 1 else None)
site.main()
