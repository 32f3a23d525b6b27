# Block types that do not come with the server.
list "prefect_block_type" "own" {
  provider = prefect

  config {
    is_protected = false
  }
}
