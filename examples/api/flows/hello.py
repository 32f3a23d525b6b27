from prefect import flow


@flow(log_prints=True)
def hello(name: str = "world", times: int = 1):
    for _ in range(times):
        print(f"Hello, {name}!")
