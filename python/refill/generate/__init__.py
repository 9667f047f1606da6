"""From the YAML to dbt: `render.render(config)` returns the models as text, `write` writes all generated files."""
