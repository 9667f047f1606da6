"""Workbooks, read in a process of their own: the archive, its contents, a scan of the XML, the cells."""
