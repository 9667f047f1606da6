"""Files for people and their spreadsheets: csv and xlsx, in which nothing runs as a formula."""
