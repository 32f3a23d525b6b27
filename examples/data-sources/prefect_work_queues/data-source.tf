resource "prefect_work_pool" "shared" {
  name = "shared"
  type = "process"
}

resource "prefect_work_queue" "team" {
  for_each       = toset(["finance", "research"])
  work_pool_name = prefect_work_pool.shared.name
  name           = each.key
}

data "prefect_work_queues" "shared" {
  work_pool_name = prefect_work_pool.shared.name
  depends_on     = [prefect_work_queue.team]
}

output "shared_queue_priorities" {
  value = { for one in data.prefect_work_queues.shared.work_queues : one.name => one.priority }
}
