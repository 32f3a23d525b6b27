from prefect import flow


@flow(name="shop-load", log_prints=True)
def load(table: str = "orders") -> None:
    """Loads a table into the warehouse."""
    print(f"loading {table}")


@flow(name="shop-report", log_prints=True)
def report(loaded_by: str = "nobody") -> None:
    """Makes the report of what was loaded."""
    print(f"reporting what {loaded_by} has loaded")


@flow(name="shop-confirm", log_prints=True)
def confirm(order: int) -> None:
    """Confirms an order."""
    print(f"order {order} is confirmed")
