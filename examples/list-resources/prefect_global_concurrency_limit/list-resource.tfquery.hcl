# All global concurrency limits.
list "prefect_global_concurrency_limit" "all" {
  provider = prefect
}
