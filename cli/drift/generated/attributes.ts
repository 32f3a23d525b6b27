// Made by scripts/generate-drift-attributes.ts. Do not edit.

interface Attributes {
  /** Set by the server alone. */
  readonly runtime: readonly string[];
  readonly sensitive: readonly string[];
}

/** By the type of the resource. */
export const attributes: Readonly<Record<string, Attributes>> = {
  "prefect_account": {
    "runtime": [
      "created",
      "id",
      "updated"
    ],
    "sensitive": []
  },
  "prefect_account_member": {
    "runtime": [
      "account_role_name",
      "actor_id",
      "email",
      "first_name",
      "handle",
      "id",
      "last_name",
      "user_id"
    ],
    "sensitive": []
  },
  "prefect_automation": {
    "runtime": [
      "created",
      "id",
      "updated"
    ],
    "sensitive": []
  },
  "prefect_block": {
    "runtime": [
      "block_type_id",
      "created",
      "id",
      "updated"
    ],
    "sensitive": [
      "data",
      "data_wo"
    ]
  },
  "prefect_block_access": {
    "runtime": [],
    "sensitive": []
  },
  "prefect_block_schema": {
    "runtime": [
      "block_type",
      "checksum",
      "created",
      "id",
      "updated"
    ],
    "sensitive": []
  },
  "prefect_block_type": {
    "runtime": [
      "created",
      "id",
      "is_protected",
      "updated"
    ],
    "sensitive": []
  },
  "prefect_default_result_storage": {
    "runtime": [
      "id"
    ],
    "sensitive": []
  },
  "prefect_deployment": {
    "runtime": [
      "created",
      "id",
      "updated"
    ],
    "sensitive": [
      "job_variables_wo",
      "pull_steps.access_token_wo",
      "pull_steps.inputs_wo"
    ]
  },
  "prefect_deployment_access": {
    "runtime": [],
    "sensitive": []
  },
  "prefect_deployment_schedule": {
    "runtime": [
      "created",
      "updated"
    ],
    "sensitive": []
  },
  "prefect_flow": {
    "runtime": [
      "created",
      "id",
      "updated"
    ],
    "sensitive": []
  },
  "prefect_global_concurrency_limit": {
    "runtime": [
      "active_slots",
      "created",
      "id",
      "updated"
    ],
    "sensitive": []
  },
  "prefect_resource_sla": {
    "runtime": [],
    "sensitive": []
  },
  "prefect_saved_search": {
    "runtime": [
      "created",
      "id",
      "updated"
    ],
    "sensitive": []
  },
  "prefect_service_account": {
    "runtime": [
      "actor_id",
      "api_key",
      "api_key_created",
      "api_key_id",
      "api_key_name",
      "created",
      "id",
      "updated"
    ],
    "sensitive": [
      "api_key"
    ]
  },
  "prefect_task_run_concurrency_limit": {
    "runtime": [
      "created",
      "id",
      "updated"
    ],
    "sensitive": []
  },
  "prefect_team": {
    "runtime": [
      "created",
      "id",
      "updated"
    ],
    "sensitive": []
  },
  "prefect_team_access": {
    "runtime": [
      "id"
    ],
    "sensitive": []
  },
  "prefect_user": {
    "runtime": [
      "actor_id",
      "created",
      "id",
      "updated"
    ],
    "sensitive": []
  },
  "prefect_user_api_key": {
    "runtime": [
      "created",
      "id",
      "key"
    ],
    "sensitive": [
      "key"
    ]
  },
  "prefect_variable": {
    "runtime": [
      "created",
      "id",
      "updated"
    ],
    "sensitive": [
      "value_wo"
    ]
  },
  "prefect_webhook": {
    "runtime": [
      "created",
      "endpoint",
      "id",
      "updated"
    ],
    "sensitive": []
  },
  "prefect_work_pool": {
    "runtime": [
      "created",
      "default_queue_id",
      "id",
      "updated"
    ],
    "sensitive": []
  },
  "prefect_work_pool_access": {
    "runtime": [],
    "sensitive": []
  },
  "prefect_work_queue": {
    "runtime": [
      "created",
      "id",
      "updated"
    ],
    "sensitive": []
  },
  "prefect_workspace": {
    "runtime": [
      "created",
      "id",
      "updated"
    ],
    "sensitive": []
  },
  "prefect_workspace_access": {
    "runtime": [
      "id"
    ],
    "sensitive": []
  },
  "prefect_workspace_role": {
    "runtime": [
      "account_id",
      "created",
      "id",
      "updated"
    ],
    "sensitive": []
  }
};
