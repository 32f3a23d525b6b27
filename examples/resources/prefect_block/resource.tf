variable "warehouse_password" {
  type      = string
  sensitive = true
  ephemeral = true
}

# A secret: its value is in no plan and no state.
resource "prefect_block" "warehouse_password" {
  name      = "warehouse-password"
  type_slug = "secret"

  data_wo = jsonencode({
    value = var.warehouse_password
  })
}

# Nothing secret: `data` shows in plans what changes.
resource "prefect_block" "results" {
  name      = "results"
  type_slug = "local-file-system"

  data = jsonencode({
    basepath = "/srv/results"
  })
}
