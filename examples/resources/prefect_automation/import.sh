# <id>
terraform import prefect_automation.clean_up '5c4b3a29-1807-4f6e-9d5c-4b3a29180706'

# <name>
terraform import prefect_automation.clean_up 'Clean up after crashes'
