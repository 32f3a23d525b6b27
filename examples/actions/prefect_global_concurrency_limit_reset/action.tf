resource "prefect_global_concurrency_limit" "warehouse" {
  name  = "warehouse"
  limit = 5
}

# When processes have crashed that held slots:
#   terraform apply -invoke=action.prefect_global_concurrency_limit_reset.warehouse
action "prefect_global_concurrency_limit_reset" "warehouse" {
  config {
    name = prefect_global_concurrency_limit.warehouse.name
  }
}
