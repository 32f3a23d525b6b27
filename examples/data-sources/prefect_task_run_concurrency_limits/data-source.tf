resource "prefect_task_run_concurrency_limit" "printer" {
  tag               = "printer"
  concurrency_limit = 1
}

data "prefect_task_run_concurrency_limits" "all" {
  depends_on = [prefect_task_run_concurrency_limit.printer]
}

output "limit_of_each_tag" {
  value = { for one in data.prefect_task_run_concurrency_limits.all.limits : one.tag => one.concurrency_limit }
}
