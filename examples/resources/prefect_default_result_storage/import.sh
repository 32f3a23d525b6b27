# default
terraform import prefect_default_result_storage.this 'default'
