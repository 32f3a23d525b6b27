# <pool>/<queue>
terraform import prefect_work_queue.urgent 'etl/urgent'

# <pool>,<queue>
terraform import prefect_work_queue.urgent 'etl,urgent'

# <id>
terraform import prefect_work_queue.urgent '0b9f6a2e-7d31-4e8a-bc54-1f2e3d4c5b6a'
