// Made by scripts/generate-client.ts from openapi.json. Do not edit.

/** Properties that the object which an operation answers always has as text. */
export const textsOfObject: Readonly<Record<string, readonly string[]>> = {
 "POST /automations/": [
  "id",
  "name"
 ],
 "GET /automations/{id}": [
  "id",
  "name"
 ],
 "POST /block_documents/": [
  "block_schema_id",
  "block_type_id",
  "id"
 ],
 "GET /block_documents/{id}": [
  "block_schema_id",
  "block_type_id",
  "id"
 ],
 "POST /block_schemas/": [
  "checksum",
  "id"
 ],
 "GET /block_schemas/checksum/{checksum}": [
  "checksum",
  "id"
 ],
 "GET /block_schemas/{id}": [
  "checksum",
  "id"
 ],
 "POST /block_types/": [
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
  "block_schema_id",
  "block_type_id",
  "id"
 ],
 "GET /block_types/{id}": [
  "id",
  "name",
  "slug"
 ],
 "POST /concurrency_limits/": [
  "id",
  "tag"
 ],
 "GET /concurrency_limits/tag/{tag}": [
  "id",
  "tag"
 ],
 "GET /concurrency_limits/{id}": [
  "id",
  "tag"
 ],
 "GET /csrf-token": [
  "client",
  "expiration",
  "id",
  "token"
 ],
 "POST /deployments/": [
  "flow_id",
  "id",
  "name"
 ],
 "GET /deployments/name/{flow_name}/{deployment_name}": [
  "flow_id",
  "id",
  "name"
 ],
 "GET /deployments/{id}": [
  "flow_id",
  "id",
  "name"
 ],
 "POST /deployments/{id}/create_flow_run": [
  "flow_id",
  "id"
 ],
 "GET /flow_run_states/{id}": [
  "id"
 ],
 "POST /flow_runs/": [
  "flow_id",
  "id"
 ],
 "GET /flow_runs/{id}": [
  "flow_id",
  "id"
 ],
 "POST /flows/": [
  "id",
  "name"
 ],
 "GET /flows/name/{name}": [
  "id",
  "name"
 ],
 "GET /flows/{id}": [
  "id",
  "name"
 ],
 "PUT /saved_searches/": [
  "id",
  "name"
 ],
 "GET /saved_searches/{id}": [
  "id",
  "name"
 ],
 "GET /task_run_states/{id}": [
  "id"
 ],
 "POST /task_runs/": [
  "dynamic_key",
  "id",
  "task_key"
 ],
 "GET /task_runs/{id}": [
  "dynamic_key",
  "id",
  "task_key"
 ],
 "GET /ui/task_runs/{id}": [
  "dynamic_key",
  "id",
  "task_key"
 ],
 "POST /v2/concurrency_limits/": [
  "id",
  "name"
 ],
 "POST /v2/concurrency_limits/increment-with-lease": [
  "lease_id"
 ],
 "GET /v2/concurrency_limits/{id_or_name}": [
  "id",
  "name"
 ],
 "POST /variables/": [
  "id",
  "name"
 ],
 "GET /variables/name/{name}": [
  "id",
  "name"
 ],
 "GET /variables/{id}": [
  "id",
  "name"
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
 "GET /work_queues/name/{name}": [
  "id",
  "name"
 ],
 "GET /work_queues/{id}": [
  "id",
  "name"
 ]
};

/** The same of each row of a list that an operation answers. */
export const textsOfRows: Readonly<Record<string, readonly string[]>> = {
 "POST /artifacts/latest/filter": [
  "id",
  "key",
  "latest_id"
 ],
 "POST /automations/filter": [
  "id",
  "name"
 ],
 "GET /automations/related-to/{resource_id}": [
  "id",
  "name"
 ],
 "POST /block_documents/filter": [
  "block_schema_id",
  "block_type_id",
  "id"
 ],
 "POST /block_schemas/filter": [
  "checksum",
  "id"
 ],
 "POST /block_types/filter": [
  "id",
  "name",
  "slug"
 ],
 "GET /block_types/slug/{slug}/block_documents": [
  "block_schema_id",
  "block_type_id",
  "id"
 ],
 "POST /concurrency_limits/decrement": [
  "id",
  "name"
 ],
 "POST /concurrency_limits/filter": [
  "id",
  "tag"
 ],
 "POST /concurrency_limits/increment": [
  "id",
  "name"
 ],
 "POST /deployments/filter": [
  "flow_id",
  "id",
  "name"
 ],
 "POST /deployments/get_scheduled_flow_runs": [
  "flow_id",
  "id"
 ],
 "GET /deployments/{id}/schedules": [
  "id"
 ],
 "POST /deployments/{id}/schedules": [
  "id"
 ],
 "GET /deployments/{id}/work_queue_check": [
  "id",
  "name"
 ],
 "POST /events/count-by/{countable}": [
  "end_time",
  "label",
  "start_time",
  "value"
 ],
 "GET /flow_run_states/": [
  "id"
 ],
 "POST /flow_runs/filter": [
  "flow_id",
  "id"
 ],
 "POST /flow_runs/history": [
  "interval_end",
  "interval_start"
 ],
 "GET /flow_runs/{id}/graph": [
  "id",
  "name"
 ],
 "POST /flow_runs/{id}/input/filter": [
  "flow_run_id",
  "id",
  "key",
  "value"
 ],
 "POST /flows/filter": [
  "id",
  "name"
 ],
 "POST /logs/filter": [
  "id",
  "message",
  "name",
  "timestamp"
 ],
 "POST /saved_searches/filter": [
  "id",
  "name"
 ],
 "GET /task_run_states/": [
  "id"
 ],
 "POST /task_runs/filter": [
  "dynamic_key",
  "id",
  "task_key"
 ],
 "POST /task_runs/history": [
  "interval_end",
  "interval_start"
 ],
 "POST /task_workers/filter": [
  "identifier",
  "timestamp"
 ],
 "POST /ui/flow_runs/history": [
  "id",
  "timestamp"
 ],
 "POST /v2/concurrency_limits/decrement": [
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
 "POST /variables/filter": [
  "id",
  "name"
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
 "POST /work_queues/filter": [
  "id",
  "name"
 ],
 "POST /work_queues/{id}/get_runs": [
  "flow_id",
  "id"
 ]
};
