// Made by scripts/generate-client.ts from openapi.json. Do not edit.

/** Properties of answers whose value is free-form JSON: what a user put there comes back exactly. */
export const freeFormProperties: readonly string[] = [
  "base_job_template",
  "block_document_references",
  "bundle_execution_step",
  "bundle_upload_step",
  "context",
  "data",
  "fields",
  "input",
  "job_variables",
  "labels",
  "parameter_openapi_schema",
  "parameters",
  "payload",
  "pull_steps",
  "test_setting",
  "value"
];

/** Operations whose whole answer is free-form JSON. */
export const freeFormAnswers: readonly string[] = [
  "DELETE /concurrency_limits/tag/{tag}",
  "DELETE /concurrency_limits/{id}",
  "GET /collections/views/{view}",
  "GET /flow_runs/{id}/input/{key}",
  "GET /flow_runs/{id}/logs/download",
  "GET /ready",
  "POST /block_types/install_system_block_types",
  "POST /concurrency_limits/tag/{tag}/reset",
  "POST /deployments/{id}/pause_deployment",
  "POST /deployments/{id}/resume_deployment",
  "POST /deployments/{id}/schedule"
];
