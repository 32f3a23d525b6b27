resource "prefect_flow" "ingest" {
  name = "ingest"
  tags = ["warehouse"]

  labels = {
    team = "data"
  }
}
