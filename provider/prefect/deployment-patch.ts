import { type DeploymentUpdate, PrefectApiError, type PrefectClient, unwrap } from "../../client";

const lacksParameterSchema = (error: unknown): boolean =>
  error instanceof PrefectApiError &&
  error.status === 409 &&
  error.detail.includes("does not have a valid parameter schema");

/**
 * Updates a deployment. One that has no parameter schema at all, which older servers keep where none was given,
 * refuses every update that leaves its parameters checked, even one that brings a schema: so it gets one first.
 * @param parameter_openapi_schema the schema that it is to have
 */
export async function patchDeployment(
  client: PrefectClient,
  id: string,
  body: DeploymentUpdate,
  parameter_openapi_schema: NonNullable<DeploymentUpdate["parameter_openapi_schema"]>,
): Promise<void> {
  const params = { path: { id } };
  const patch = (sent: DeploymentUpdate) => unwrap(client.PATCH("/deployments/{id}", { params, body: sent }));
  try {
    await patch(body);
  } catch (error) {
    if (!lacksParameterSchema(error)) throw error;
    await patch({ parameter_openapi_schema, enforce_parameter_schema: false });
    await patch(body);
  }
}
