import type { Deployment } from "../deployment";
import { encodeJsonObject } from "../encode-json";
import { encodeText } from "../encode-text";
import type { TerraformMetaArguments } from "../framework";
import { Automation } from "../generated/automation";
import type { WorkspaceProps } from "../prefect-resource";
import type { DeploymentTrigger } from "./triggers";

/**
 * The automation that Prefect makes of a deployment's trigger: owned by the deployment, with one action that runs it.
 */
export function automationOf(
  deployment: Deployment,
  id: string,
  trigger: DeploymentTrigger,
  meta: Pick<TerraformMetaArguments, "dependsOn" | "provider"> & WorkspaceProps,
): Automation {
  return new Automation(deployment, id, {
    ...meta,
    name: encodeText(deployment, `${id}.name`, trigger.name),
    description: encodeText(deployment, `${id}.description`, trigger.description),
    enabled: trigger.enabled,
    tags: [],
    ownerResource: `prefect.deployment.${deployment.id}`,
    triggerJson: encodeJsonObject(deployment, `${id}.trigger`, trigger.trigger),
    actions: [
      {
        type: "run-deployment",
        source: "selected",
        deploymentId: deployment.id,
        parameters: encodeJsonObject(deployment, `${id}.parameters`, trigger.parameters),
        jobVariables: encodeJsonObject(deployment, `${id}.jobVariables`, trigger.jobVariables),
        scheduleAfter: trigger.scheduleAfter,
      },
    ],
  });
}
