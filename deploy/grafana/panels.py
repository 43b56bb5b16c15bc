"""What a dashboard is made of, and its form in Grafana's JSON."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any, Literal

DATASOURCE = {"type": "prometheus", "uid": "prometheus"}
COLUMNS = 24
RATE = "[$__rate_interval]"

Limits = tuple[tuple[float, str], ...]
"""From which value on a colour holds; below the first it is green."""


@dataclass(frozen=True, kw_only=True)
class Query:
    """A PromQL expression and how its series are called."""

    expr: str
    legend: str


@dataclass(frozen=True, kw_only=True)
class Panel:
    """One picture. `unit` is Grafana's name of it; `width` in 24ths of the page."""

    title: str
    description: str
    unit: str
    queries: tuple[Query, ...]
    kind: Literal["timeseries", "stat"] = "timeseries"
    limits: Limits = ()
    stacked: bool = False
    width: int = 8
    height: int = 8


@dataclass(frozen=True, kw_only=True)
class Row:
    """Panels under one heading, from left to right."""

    title: str
    panels: tuple[Panel, ...]


@dataclass(frozen=True, kw_only=True)
class Dashboard:
    """One page; `uid` is its address and the name of its file."""

    uid: str
    title: str
    description: str
    rows: tuple[Row, ...]


def or_zero(expr: str) -> str:
    """Nought as long as no such thing has happened: its series is born with the first one."""
    return f"({expr}) or on() vector(0)"


def graph(title: str, description: str, unit: str, *queries: tuple[str, str], **more: Any) -> Panel:
    """A time series of (expression, legend) pairs."""
    return _panel(title, description, unit, queries, **more)


def stat(title: str, description: str, unit: str, expr: str, limits: Limits = ()) -> Panel:
    """One figure, coloured by its limits."""
    query = ((expr, title),)
    return _panel(title, description, unit, query, kind="stat", limits=limits, width=4, height=4)


def to_json(dashboard: Dashboard) -> dict[str, Any]:
    """Grafana's dashboard model."""
    return {
        "uid": f"haat-{dashboard.uid}",
        "title": dashboard.title,
        "description": dashboard.description,
        "tags": ["haat"],
        "schemaVersion": 39,
        "version": 1,
        "editable": False,
        "timezone": "browser",
        "refresh": "15s",
        "time": {"from": "now-1h", "to": "now"},
        "graphTooltip": 1,
        "links": [_other_dashboards()],
        "annotations": {"list": [_alerts()]},
        "templating": {"list": []},
        "panels": _placed(dashboard.rows),
    }


def _panel(
    title: str, description: str, unit: str, queries: Sequence[tuple[str, str]], **more: Any
) -> Panel:
    asked = tuple(Query(expr=expr, legend=legend) for expr, legend in queries)
    return Panel(title=title, description=description, unit=unit, queries=asked, **more)


def _placed(rows: tuple[Row, ...]) -> list[dict[str, Any]]:
    placed: list[dict[str, Any]] = []
    top = 0
    for row in rows:
        heading = {"h": 1, "w": COLUMNS, "x": 0, "y": top}
        start = {"type": "row", "title": row.title, "collapsed": False, "panels": []}
        placed.append({"id": len(placed) + 1, "gridPos": heading, **start})
        left, top, tallest = 0, top + 1, 0
        for panel in row.panels:
            if left + panel.width > COLUMNS:
                left, top, tallest = 0, top + tallest, 0
            position = {"h": panel.height, "w": panel.width, "x": left, "y": top}
            placed.append({"id": len(placed) + 1, "gridPos": position, **_picture(panel)})
            left, tallest = left + panel.width, max(tallest, panel.height)
        top += tallest
    return placed


def _picture(panel: Panel) -> dict[str, Any]:
    return {
        "type": panel.kind,
        "title": panel.title,
        "description": panel.description,
        "datasource": DATASOURCE,
        "targets": [
            {
                "refId": chr(ord("A") + number),
                "datasource": DATASOURCE,
                "expr": query.expr,
                "legendFormat": query.legend,
                "instant": panel.kind == "stat",
                "range": panel.kind != "stat",
            }
            for number, query in enumerate(panel.queries)
        ],
        "fieldConfig": {"defaults": _field(panel), "overrides": []},
        "options": _STAT if panel.kind == "stat" else _GRAPH,
    }


def _field(panel: Panel) -> dict[str, Any]:
    steps: list[dict[str, Any]] = [{"color": "green", "value": None}]
    steps += [{"color": colour, "value": value} for value, colour in panel.limits]
    drawing = {
        "lineWidth": 1,
        "fillOpacity": 30 if panel.stacked else 8,
        "showPoints": "never",
        "stacking": {"mode": "normal" if panel.stacked else "none", "group": "A"},
        "thresholdsStyle": {"mode": "dashed" if panel.limits else "off"},
    }
    return {
        "unit": panel.unit,
        "min": 0,
        "color": {"mode": "thresholds" if panel.kind == "stat" else "palette-classic"},
        "thresholds": {"mode": "absolute", "steps": steps},
        "custom": {} if panel.kind == "stat" else drawing,
    }


_GRAPH = {
    "legend": {
        "displayMode": "table",
        "placement": "bottom",
        "calcs": ["lastNotNull", "max"],
        "showLegend": True,
    },
    "tooltip": {"mode": "multi", "sort": "desc"},
}
_STAT = {
    "reduceOptions": {"calcs": ["lastNotNull"], "fields": "", "values": False},
    "colorMode": "background",
    "graphMode": "none",
    "textMode": "value",
}


def _other_dashboards() -> dict[str, Any]:
    return {"type": "dashboards", "title": "Haat", "tags": ["haat"], "asDropdown": True}


def _alerts() -> dict[str, Any]:
    return {
        "name": "Alerts",
        "datasource": DATASOURCE,
        "enable": True,
        "expr": 'ALERTS{alertstate="firing"}',
        "iconColor": "red",
        "titleFormat": "{{alertname}}",
        "textFormat": "{{service}}",
        "step": "30s",
    }
