resource "prefect_work_pool" "archive" {
  name = "archive"
  type = "process"
}

data "prefect_work_queue" "default" {
  work_pool_name = prefect_work_pool.archive.name
  name           = "default"
}

output "archive_default_priority" {
  value = data.prefect_work_queue.default.priority
}
