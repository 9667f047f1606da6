"""From the YAML to dbt: `render.render(config)` gives the models as text, `write` puts all generated files in place."""
