resource "prefect_work_pool" "spot" {
  name = "spot"
  type = "process"
}

data "prefect_work_pools" "processes" {
  type       = "process"
  depends_on = [prefect_work_pool.spot]
}

output "process_pools" {
  value = data.prefect_work_pools.processes.work_pools[*].name
}
