resource "prefect_task_run_concurrency_limit" "warehouse" {
  tag               = "warehouse"
  concurrency_limit = 4
}
