resource "prefect_saved_search" "nightly" {
  name = "Nightly runs"
  filters = [
    {
      object     = "flow_run"
      property   = "tags"
      type       = "string"
      operation  = "all"
      value_json = jsonencode(["nightly"])
    },
  ]
}
