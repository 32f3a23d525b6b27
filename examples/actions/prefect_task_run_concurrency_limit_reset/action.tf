resource "prefect_task_run_concurrency_limit" "database" {
  tag               = "database"
  concurrency_limit = 10
}

# When task runs have crashed that held slots:
#   terraform apply -invoke=action.prefect_task_run_concurrency_limit_reset.database
action "prefect_task_run_concurrency_limit_reset" "database" {
  config {
    tag = prefect_task_run_concurrency_limit.database.tag
  }
}
