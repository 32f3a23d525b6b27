terraform {
  required_providers {
    prefect = {
      source = "cdktf-prefect/prefect"
    }
  }
}

# Without settings: the server of PREFECT_API_URL, or of Prefect's active profile.
provider "prefect" {}

# A second server, with basic authentication.
provider "prefect" {
  alias          = "staging"
  endpoint       = "https://prefect.staging.example.com/api"
  basic_auth_key = var.staging_login
}

variable "staging_login" {
  description = "user:password"
  type        = string
  default     = null
  sensitive   = true
  ephemeral   = true
}

resource "prefect_flow" "hello" {
  name = "hello"
}
