"""What ``second-way demo`` writes: the demo workspace, its papers and workbooks, and a picture of every page."""

from desktop_app.demo.write import write

__all__ = ["write"]
