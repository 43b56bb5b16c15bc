"""What pods find in their mounted secrets."""

from typing import Any


def addresses(pod: dict[str, Any]) -> list[tuple[str, str, str]]:
    """(secret, key, file) of all that a pod finds in its projected secrets."""
    return [
        (source["secret"]["name"], item["key"], item["path"])
        for volume in pod["spec"].get("volumes", ())
        for source in volume.get("projected", {}).get("sources", ())
        for item in source["secret"]["items"]
    ]
