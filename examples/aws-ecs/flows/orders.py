from prefect import flow


@flow(log_prints=True)
def orders(bucket: str, table: str = "orders"):
    print(f"Loading s3://{bucket}/incoming/{table}/")


if __name__ == "__main__":
    orders(bucket="a-bucket")
