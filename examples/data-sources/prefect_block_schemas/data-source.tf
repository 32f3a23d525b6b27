data "prefect_block_schemas" "secret" {
  type_slug = "secret"
}

output "secret_schema_versions" {
  value = data.prefect_block_schemas.secret.block_schemas[*].version
}
