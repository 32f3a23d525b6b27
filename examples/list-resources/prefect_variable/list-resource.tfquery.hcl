# Variables with a tag, with their values.
list "prefect_variable" "warehouse" {
  provider         = prefect
  include_resource = true

  config {
    tags = ["warehouse"]
  }
}
