"""The dbt project on disk, and the package of macros beside it."""
