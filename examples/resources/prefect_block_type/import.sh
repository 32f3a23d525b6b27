# <id>
terraform import prefect_block_type.warehouse '7a8b9c0d-1e2f-4a3b-8c4d-5e6f7a8b9c0d'

# <slug>
terraform import prefect_block_type.warehouse 'warehouse'
