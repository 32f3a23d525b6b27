resource "prefect_block" "uploads" {
  name      = "uploads"
  type_slug = "local-file-system"
  data      = jsonencode({ basepath = "/srv/uploads" })
}

# Brings the data into the state, secrets included.
data "prefect_block" "uploads" {
  type_slug = prefect_block.uploads.type_slug
  name      = prefect_block.uploads.name
}

output "uploads_path" {
  value     = jsondecode(data.prefect_block.uploads.data).basepath
  sensitive = true
}
