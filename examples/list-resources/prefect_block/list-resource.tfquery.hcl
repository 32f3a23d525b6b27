# Blocks of a type, without their data.
list "prefect_block" "aws" {
  provider = prefect

  config {
    type_slug = "aws-credentials"
  }
}
