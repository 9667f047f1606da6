"""One reader per format. Each gives text exactly as the file says, in chunks of rows."""
