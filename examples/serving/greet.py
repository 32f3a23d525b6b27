"""The flow, and nothing about when and with what it runs: that is in main.ts."""

from prefect import flow


@flow(log_prints=True)
def serving_greet(name: str = "world", times: int = 1):
    """Says hello."""
    for _ in range(times):
        print(f"Hello, {name}!")
