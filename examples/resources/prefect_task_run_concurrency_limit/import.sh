# <id>
terraform import prefect_task_run_concurrency_limit.warehouse 'b0a1c2d3-e4f5-4a6b-9c7d-8e9f0a1b2c3d'

# <tag>
terraform import prefect_task_run_concurrency_limit.warehouse 'warehouse'
