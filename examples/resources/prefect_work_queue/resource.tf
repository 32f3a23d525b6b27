resource "prefect_work_pool" "etl" {
  name = "etl"
  type = "process"
}

resource "prefect_work_queue" "urgent" {
  work_pool_name    = prefect_work_pool.etl.name
  name              = "urgent"
  description       = "Goes before everything else"
  priority          = 1
  concurrency_limit = 5
}
