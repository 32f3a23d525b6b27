resource "prefect_global_concurrency_limit" "licences" {
  name  = "licences"
  limit = 3
}

data "prefect_global_concurrency_limit" "licences" {
  name = prefect_global_concurrency_limit.licences.name
}

output "free_licences" {
  value = data.prefect_global_concurrency_limit.licences.limit - data.prefect_global_concurrency_limit.licences.active_slots
}
