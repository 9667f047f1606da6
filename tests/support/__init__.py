"""The support of the tests of all rooms: servers, scratch databases, and a small project to run."""
