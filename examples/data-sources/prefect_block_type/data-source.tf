data "prefect_block_type" "secret" {
  slug = "secret"
}

output "secret_block_type_id" {
  value = data.prefect_block_type.secret.id
}
