resource "prefect_global_concurrency_limit" "tape_drives" {
  name  = "tape-drives"
  limit = 2
}

data "prefect_global_concurrency_limits" "all" {
  depends_on = [prefect_global_concurrency_limit.tape_drives]
}

output "limits_in_force" {
  value = { for one in data.prefect_global_concurrency_limits.all.limits : one.name => one.limit if one.active }
}
