resource "prefect_block" "results" {
  name      = "default-results"
  type_slug = "local-file-system"
  data      = jsonencode({ basepath = "/srv/prefect/results" })
}

# A server has one.
resource "prefect_default_result_storage" "this" {
  default_result_storage_block_id = prefect_block.results.id
}
