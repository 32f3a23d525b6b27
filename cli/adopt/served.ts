import { type Adopted, field } from "./adopted";

/** Does a process serve a deployment? It says where its flow is, and has nothing that a worker would need. */
export const isServed = ({ type, fields }: Adopted): boolean =>
  type === "prefect_deployment" &&
  field(fields, "entrypoint") !== undefined &&
  field(fields, "path") !== undefined &&
  !["work_pool_name", "pull_steps", "job_variables", "job_variables_wo"].some(
    (name) => field(fields, name) !== undefined,
  );
