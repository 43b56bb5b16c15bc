"""Fills `{{NAME}}` placeholders of configuration templates."""

import re
from collections.abc import Mapping

_PLACEHOLDER = re.compile(r"\{\{([A-Z][A-Z0-9_]*)\}\}")


class UnknownPlaceholder(Exception):
    """A template names values that nobody provides."""


def render(template: str, values: Mapping[str, str]) -> str:
    """The template with every placeholder replaced; raises UnknownPlaceholder."""
    unknown = sorted(set(_PLACEHOLDER.findall(template)) - values.keys())
    if unknown:
        raise UnknownPlaceholder(
            f"no value for {', '.join(unknown)}; known are {', '.join(sorted(values))}"
        )
    return _PLACEHOLDER.sub(lambda match: values[match[1]], template)
