resource "prefect_work_pool" "gpu" {
  name = "gpu"
  type = "process"
}

data "prefect_work_pool" "gpu" {
  name = prefect_work_pool.gpu.name
}

output "gpu_default_queue_id" {
  value = data.prefect_work_pool.gpu.default_queue_id
}
