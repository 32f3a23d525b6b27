# Queues of a work pool.
list "prefect_work_queue" "kubernetes" {
  provider = prefect

  config {
    work_pool_name = "kubernetes"
  }
}
