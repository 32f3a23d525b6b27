# <deployment id>/<schedule id>
terraform import prefect_deployment_schedule.nights '6e4f1a2b-8c3d-4e5f-9a0b-7c6d5e4f3a2b/1c2d3e4f-5a6b-4c7d-8e9f-0a1b2c3d4e5f'

# <deployment id>/<slug>
terraform import prefect_deployment_schedule.nights '6e4f1a2b-8c3d-4e5f-9a0b-7c6d5e4f3a2b/nights'

# <flow name>/<deployment name>/<slug>
terraform import prefect_deployment_schedule.nights 'sync/hourly/nights'
