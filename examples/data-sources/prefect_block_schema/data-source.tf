data "prefect_block_schema" "secret" {
  type_slug = "secret"
}

output "secret_fields" {
  value = keys(jsondecode(data.prefect_block_schema.secret.fields).properties)
}
