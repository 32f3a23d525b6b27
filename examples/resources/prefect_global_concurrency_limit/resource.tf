# Ten holders at once, wherever they run.
resource "prefect_global_concurrency_limit" "database" {
  name  = "database"
  limit = 10
}

# A rate: two slots free themselves each second.
resource "prefect_global_concurrency_limit" "api" {
  name                  = "api"
  limit                 = 10
  slot_decay_per_second = 2
}
