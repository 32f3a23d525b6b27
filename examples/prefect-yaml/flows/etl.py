from prefect import flow


@flow(name="yaml-etl")
def etl(table: str, rows: int = 100):
    """Loads the newest rows of a table."""
    print(f"{rows} rows of {table}")


@flow(name="yaml-report")
def daily_report(table: str = "orders"):
    """Tells what was loaded."""
    print(f"Report of {table}")
