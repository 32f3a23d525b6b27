from typing import Any, Optional

from prefect import flow


@flow(name="PREFIX-etl", version="code-1")
def etl(table: str = "orders", rows: int = 10, more: Optional[dict[str, Any]] = None):
    """Loads a table.

    Args:
        table: what to load
    """


@flow(name="PREFIX-report", description="Reports.")
def daily_report(day: Any = None, text: str = ""): ...
