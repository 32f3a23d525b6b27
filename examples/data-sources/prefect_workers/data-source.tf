resource "prefect_work_pool" "machines" {
  name = "machines"
  type = "process"
}

data "prefect_workers" "online" {
  work_pool_name = prefect_work_pool.machines.name
  status         = "ONLINE"
}

output "workers_online" {
  value = data.prefect_workers.online.workers[*].name
}
