import type { Construct, TerraformMetaArguments } from "./framework";
import { DeploymentSchedule as DeploymentScheduleBinding } from "./generated/deployment-schedule";
import { bindingId, PrefectResource, type WorkspaceProps } from "./prefect-resource";
import { referenceOf } from "./reference";
import { refusal } from "./refusal";
import { Schedule } from "./schedule";
import { schedulesOfOneDeployment } from "./schedules-of-deployment";
import { checkStackOf } from "./stack-check";

export interface DeploymentScheduleProps extends TerraformMetaArguments, WorkspaceProps {
  /** A Deployment without `schedules`, or anything with a deployment's id (such as a data source), or that id. */
  readonly deployment: { readonly id: string } | string;
  readonly schedule: Schedule;
}

/**
 * A schedule as a resource of its own, for a deployment that is made elsewhere or whose schedules have several owners.
 * Where one place knows them all, a deployment's `schedules` is simpler, and where there are many it about halves the
 * time of apply and destroy: fewer objects are fewer writes, and Terraform writes its whole local state after each.
 *
 * @example
 * ```ts
 * new DeploymentSchedule(this, "mornings", {
 *   deployment,
 *   schedule: Schedule.cron("0 7 * * *", { timezone: "Europe/Paris", slug: "mornings" }),
 * });
 * ```
 */
export class DeploymentSchedule extends PrefectResource {
  override readonly resource: DeploymentScheduleBinding;
  /** A UUID, known after apply. */
  readonly id: string;

  constructor(scope: Construct, id: string, props: DeploymentScheduleProps) {
    super(scope, id, props);
    const { deployment, schedule, ...same } = props;
    if (!(schedule instanceof Schedule)) {
      throw refusal(this, "schedule", schedule, "a Schedule, such as Schedule.cron(…), is needed");
    }
    checkStackOf(this, schedulesOfOneDeployment);
    this.resource = this.checked(
      new DeploymentScheduleBinding(this, bindingId, {
        ...same,
        deploymentId: referenceOf(this, "deployment", deployment, "id", "a Deployment or its id"),
        ...schedule.bind(this, "schedule"),
      }),
    );
    this.id = this.resource.id;
  }
}
