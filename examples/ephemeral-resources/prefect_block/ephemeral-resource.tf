variable "storage_key" {
  type      = string
  sensitive = true
  ephemeral = true
}

resource "prefect_block" "storage_key" {
  name      = "storage-key"
  type_slug = "secret"
  data_wo   = jsonencode({ value = var.storage_key })
}

# Read in each plan and apply, and stored in none of them.
ephemeral "prefect_block" "storage_key" {
  id = prefect_block.storage_key.id
}

resource "prefect_block" "flows" {
  name      = "flows"
  type_slug = "remote-file-system"

  data_wo = jsonencode({
    basepath = "s3://flows"
    settings = {
      key    = "flows-reader"
      secret = jsondecode(ephemeral.prefect_block.storage_key.data).value
    }
  })
}
