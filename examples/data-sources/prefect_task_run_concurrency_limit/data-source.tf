resource "prefect_task_run_concurrency_limit" "lake" {
  tag               = "lake"
  concurrency_limit = 8
}

data "prefect_task_run_concurrency_limit" "lake" {
  tag = prefect_task_run_concurrency_limit.lake.tag
}

output "task_runs_in_the_lake" {
  value = length(data.prefect_task_run_concurrency_limit.lake.active_slots)
}
