# Flows with a tag.
list "prefect_flow" "warehouse" {
  provider = prefect

  config {
    tags = ["warehouse"]
  }
}
