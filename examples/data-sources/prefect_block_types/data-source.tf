data "prefect_block_types" "all" {}

output "own_block_types" {
  value = [for one in data.prefect_block_types.all.block_types : one.slug if !one.is_protected]
}
