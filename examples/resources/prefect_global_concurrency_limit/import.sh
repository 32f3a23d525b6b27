# <id>
terraform import prefect_global_concurrency_limit.database 'e1f2a3b4-c5d6-4e7f-8a9b-0c1d2e3f4a5b'

# <name>
terraform import prefect_global_concurrency_limit.database 'database'
