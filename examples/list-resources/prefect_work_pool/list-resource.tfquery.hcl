# Work pools of a type.
list "prefect_work_pool" "process" {
  provider = prefect

  config {
    type = "process"
  }
}
