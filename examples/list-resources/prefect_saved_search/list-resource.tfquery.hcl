# All saved searches.
list "prefect_saved_search" "all" {
  provider = prefect
}
