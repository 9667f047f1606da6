"""What the tests of all rooms share: servers, scratch databases, and a small project to run."""
