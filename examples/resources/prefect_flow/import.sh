# <id>
terraform import prefect_flow.ingest '4d2a6f0e-1b7c-4c58-9d0e-6a3f5b8c7e21'

# <name>
terraform import prefect_flow.ingest 'ingest'
