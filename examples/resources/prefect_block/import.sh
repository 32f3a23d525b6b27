# <id>
terraform import prefect_block.results '2f3e4d5c-6b7a-4890-a1b2-c3d4e5f60718'

# <type slug>/<name>
terraform import prefect_block.results 'local-file-system/results'
