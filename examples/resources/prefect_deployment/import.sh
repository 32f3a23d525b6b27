# <flow name>/<deployment name>
terraform import prefect_deployment.on_demand 'report/on-demand'

# <id>
terraform import prefect_deployment.on_demand 'd5a7c9e1-3f2b-4a6d-8c0e-9b1d2f3a4c5e'
