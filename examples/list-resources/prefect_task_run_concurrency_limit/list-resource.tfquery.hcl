# All limits on task runs by tag.
list "prefect_task_run_concurrency_limit" "all" {
  provider = prefect
}
