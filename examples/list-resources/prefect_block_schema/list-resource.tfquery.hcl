# All schemas of a block type, the newest one first.
list "prefect_block_schema" "mine" {
  provider = prefect

  config {
    type_slug = "my-credentials"
  }
}
