# <id>
terraform import prefect_variable.region 'a3b2c1d0-5e6f-4a7b-8c9d-0e1f2a3b4c5d'

# <name>
terraform import prefect_variable.region 'region'

# name/<name>
terraform import prefect_variable.region 'name/region'
