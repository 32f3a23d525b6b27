# <name>
terraform import prefect_work_pool.batch 'batch'

# <id>
terraform import prefect_work_pool.batch '8c1e5d34-92af-4b0b-8f6d-0e7a1c2b3d45'
