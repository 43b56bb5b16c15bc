"""Grafana's dashboards as code: `python -m deploy.grafana.dashboards` writes the JSON files."""
