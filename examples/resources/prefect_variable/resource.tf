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

variable "api_key" {
  type      = string
  sensitive = true
  ephemeral = true
}

# A secret: its value is in no plan and no state.
resource "prefect_variable" "api_key" {
  name     = "api_key"
  value_wo = var.api_key
}
