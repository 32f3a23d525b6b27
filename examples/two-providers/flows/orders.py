from prefect import flow


@flow(log_prints=True)
def orders(bucket: str, image: str, retries: int = 0):
    print(f"Loading orders from {bucket}, in {image}")
