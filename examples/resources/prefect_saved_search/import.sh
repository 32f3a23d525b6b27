# <id>
terraform import prefect_saved_search.nightly 'b0a1c2d3-e4f5-4a6b-9c7d-8e9f0a1b2c3d'

# <name>
terraform import prefect_saved_search.nightly 'Nightly runs'
