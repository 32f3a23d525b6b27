"""Reports on sales."""

from typing import Literal

from prefect import flow
from pydantic import BaseModel


class Source(BaseModel):
    """Where the rows come from."""

    table: str
    limit: int | None = None


@flow(name="sales-report", version="3", log_prints=True)
def report(source: Source, format: Literal["csv", "parquet"] = "csv", recipients: list[str] = []):
    """Reports the sales of a day.

    Args:
        source: the rows to report on
        recipients: e-mail addresses; nobody is told by default
    """
    print(f"{source.table} as {format} for {recipients}")
