# <id>
terraform import prefect_block_schema.mailbox '9d8c7b6a-5f4e-4d3c-a2b1-0f9e8d7c6b5a'

# <checksum>
terraform import prefect_block_schema.mailbox 'sha256:9291bb6ce5587616de7e775daf859c2fac8482acf1aaa8fdbdbfeaa27b500fd8'
