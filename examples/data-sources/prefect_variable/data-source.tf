resource "prefect_variable" "bucket" {
  name  = "bucket"
  value = { name = "raw-events", region = "eu-central-1" }
}

data "prefect_variable" "bucket" {
  name = prefect_variable.bucket.name
}

output "bucket_region" {
  value = data.prefect_variable.bucket.value.region
}
