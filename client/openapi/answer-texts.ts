// Made by scripts/generate-client.ts from openapi.json. Do not edit.

/** Properties that the object which an operation answers always has as text. */
export const textsOfObject: Readonly<Record<string, readonly string[]>> = {
 "POST /flows/": [
  "id",
  "name"
 ],
 "GET /flows/{id}": [
  "id",
  "name"
 ],
 "GET /flows/name/{name}": [
  "id",
  "name"
 ],
 "POST /flow_runs/": [
  "id",
  "flow_id"
 ],
 "GET /flow_runs/{id}": [
  "id",
  "flow_id"
 ],
 "POST /task_runs/": [
  "id",
  "task_key",
  "dynamic_key"
 ],
 "GET /task_runs/{id}": [
  "id",
  "task_key",
  "dynamic_key"
 ],
 "GET /flow_run_states/{id}": [
  "id"
 ],
 "GET /task_run_states/{id}": [
  "id"
 ],
 "POST /deployments/": [
  "id",
  "name",
  "flow_id"
 ],
 "GET /deployments/{id}": [
  "id",
  "name",
  "flow_id"
 ],
 "GET /deployments/name/{flow_name}/{deployment_name}": [
  "id",
  "name",
  "flow_id"
 ],
 "POST /deployments/{id}/create_flow_run": [
  "id",
  "flow_id"
 ],
 "PUT /saved_searches/": [
  "id",
  "name"
 ],
 "GET /saved_searches/{id}": [
  "id",
  "name"
 ],
 "POST /concurrency_limits/": [
  "id",
  "tag"
 ],
 "GET /concurrency_limits/{id}": [
  "id",
  "tag"
 ],
 "GET /concurrency_limits/tag/{tag}": [
  "id",
  "tag"
 ],
 "POST /v2/concurrency_limits/": [
  "id",
  "name"
 ],
 "GET /v2/concurrency_limits/{id_or_name}": [
  "id",
  "name"
 ],
 "POST /v2/concurrency_limits/increment-with-lease": [
  "lease_id"
 ],
 "POST /block_types/": [
  "id",
  "name",
  "slug"
 ],
 "GET /block_types/{id}": [
  "id",
  "name",
  "slug"
 ],
 "GET /block_types/slug/{slug}": [
  "id",
  "name",
  "slug"
 ],
 "GET /block_types/slug/{slug}/block_documents/name/{block_document_name}": [
  "id",
  "block_schema_id",
  "block_type_id"
 ],
 "POST /block_documents/": [
  "id",
  "block_schema_id",
  "block_type_id"
 ],
 "GET /block_documents/{id}": [
  "id",
  "block_schema_id",
  "block_type_id"
 ],
 "POST /work_pools/": [
  "id",
  "name",
  "type"
 ],
 "GET /work_pools/{name}": [
  "id",
  "name",
  "type"
 ],
 "POST /work_pools/{work_pool_name}/queues": [
  "id",
  "name"
 ],
 "GET /work_pools/{work_pool_name}/queues/{name}": [
  "id",
  "name"
 ],
 "POST /work_queues/": [
  "id",
  "name"
 ],
 "GET /work_queues/{id}": [
  "id",
  "name"
 ],
 "GET /work_queues/name/{name}": [
  "id",
  "name"
 ],
 "POST /block_schemas/": [
  "id",
  "checksum"
 ],
 "GET /block_schemas/{id}": [
  "id",
  "checksum"
 ],
 "GET /block_schemas/checksum/{checksum}": [
  "id",
  "checksum"
 ],
 "POST /variables/": [
  "id",
  "name"
 ],
 "GET /variables/{id}": [
  "id",
  "name"
 ],
 "GET /variables/name/{name}": [
  "id",
  "name"
 ],
 "GET /csrf-token": [
  "id",
  "token",
  "client",
  "expiration"
 ],
 "POST /automations/": [
  "name",
  "id"
 ],
 "GET /automations/{id}": [
  "name",
  "id"
 ],
 "GET /ui/task_runs/{id}": [
  "id",
  "task_key",
  "dynamic_key"
 ]
};

/** The same of each row of a list that an operation answers. */
export const textsOfRows: Readonly<Record<string, readonly string[]>> = {
 "POST /flows/filter": [
  "id",
  "name"
 ],
 "POST /flow_runs/history": [
  "interval_start",
  "interval_end"
 ],
 "GET /flow_runs/{id}/graph": [
  "id",
  "name"
 ],
 "POST /flow_runs/filter": [
  "id",
  "flow_id"
 ],
 "POST /flow_runs/{id}/input/filter": [
  "id",
  "flow_run_id",
  "key",
  "value"
 ],
 "POST /task_runs/history": [
  "interval_start",
  "interval_end"
 ],
 "POST /task_runs/filter": [
  "id",
  "task_key",
  "dynamic_key"
 ],
 "GET /flow_run_states/": [
  "id"
 ],
 "GET /task_run_states/": [
  "id"
 ],
 "POST /deployments/filter": [
  "id",
  "name",
  "flow_id"
 ],
 "POST /deployments/get_scheduled_flow_runs": [
  "id",
  "flow_id"
 ],
 "GET /deployments/{id}/work_queue_check": [
  "id",
  "name"
 ],
 "GET /deployments/{id}/schedules": [
  "id"
 ],
 "POST /deployments/{id}/schedules": [
  "id"
 ],
 "POST /saved_searches/filter": [
  "id",
  "name"
 ],
 "POST /logs/filter": [
  "id",
  "name",
  "message",
  "timestamp"
 ],
 "POST /concurrency_limits/filter": [
  "id",
  "tag"
 ],
 "POST /concurrency_limits/increment": [
  "id",
  "name"
 ],
 "POST /concurrency_limits/decrement": [
  "id",
  "name"
 ],
 "POST /v2/concurrency_limits/filter": [
  "id",
  "name"
 ],
 "POST /v2/concurrency_limits/increment": [
  "id",
  "name"
 ],
 "POST /v2/concurrency_limits/decrement": [
  "id",
  "name"
 ],
 "POST /block_types/filter": [
  "id",
  "name",
  "slug"
 ],
 "GET /block_types/slug/{slug}/block_documents": [
  "id",
  "block_schema_id",
  "block_type_id"
 ],
 "POST /block_documents/filter": [
  "id",
  "block_schema_id",
  "block_type_id"
 ],
 "POST /work_pools/filter": [
  "id",
  "name",
  "type"
 ],
 "POST /work_pools/{name}/get_scheduled_flow_runs": [
  "work_pool_id",
  "work_queue_id"
 ],
 "POST /work_pools/{work_pool_name}/queues/filter": [
  "id",
  "name"
 ],
 "POST /work_pools/{work_pool_name}/workers/filter": [
  "id",
  "name",
  "work_pool_id"
 ],
 "POST /task_workers/filter": [
  "identifier",
  "timestamp"
 ],
 "POST /work_queues/{id}/get_runs": [
  "id",
  "flow_id"
 ],
 "POST /work_queues/filter": [
  "id",
  "name"
 ],
 "POST /artifacts/latest/filter": [
  "id",
  "key",
  "latest_id"
 ],
 "POST /block_schemas/filter": [
  "id",
  "checksum"
 ],
 "POST /variables/filter": [
  "id",
  "name"
 ],
 "POST /events/count-by/{countable}": [
  "value",
  "label",
  "start_time",
  "end_time"
 ],
 "POST /automations/filter": [
  "name",
  "id"
 ],
 "GET /automations/related-to/{resource_id}": [
  "name",
  "id"
 ],
 "POST /ui/flow_runs/history": [
  "id",
  "timestamp"
 ]
};
