resource "prefect_variable" "region" {
  name  = "region"
  value = "eu-central-1"
  tags  = ["aws"]
}

# Any value that JSON can say.
resource "prefect_variable" "retry_policy" {
  name = "retry_policy"
  value = {
    attempts = 3
    delays   = [10, 60, 300]
  }
}
