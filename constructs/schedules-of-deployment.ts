import { DefaultTokenResolver, StringConcat, type TerraformStack, Tokenization } from "./framework";
import { Deployment as DeploymentBinding } from "./generated/deployment";
import { DeploymentSchedule as DeploymentScheduleBinding } from "./generated/deployment-schedule";
import type { StackCheck } from "./stack-check";
import { isKnownLater } from "./tokens";

/**
 * A deployment's schedules have one owner: its own `schedules`, or separate DeploymentSchedules with slugs of their
 * own. Bindings used directly count too.
 */
export const schedulesOfOneDeployment: StackCheck = (stack) => {
  const inline = new Map<string, DeploymentBinding>();
  const separate: DeploymentScheduleBinding[] = [];
  for (const node of stack.node.findAll()) {
    if (node instanceof DeploymentScheduleBinding) separate.push(node);
    if (node instanceof DeploymentBinding && node.schedulesInput !== undefined) {
      inline.set(resolved(stack, node.id), node);
    }
  }
  const slugs = new Map<string, string>();
  return separate.flatMap((schedule) => {
    const path = ownerPath(schedule);
    const deployment = resolved(stack, schedule.deploymentIdInput ?? "");
    const owner = inline.get(deployment);
    if (owner) {
      return [
        `${path}: the deployment ${ownerPath(owner)} has schedules of its own; put this one there, or leave those out`,
      ];
    }
    const slug = schedule.slugInput;
    if (slug === undefined || isKnownLater(slug)) return [];
    const key = JSON.stringify([deployment, slug]);
    const other = slugs.get(key);
    slugs.set(key, path);
    return other === undefined
      ? []
      : [`${path}: slug ${JSON.stringify(slug)}: ${other}, of the same deployment, has the same slug`];
  });
};

/** The path of the construct that a binding belongs to. */
function ownerPath(binding: DeploymentBinding | DeploymentScheduleBinding): string {
  const { node } = binding;
  return node.id === "Default" && node.scope ? node.scope.node.path : node.path;
}

function resolved(scope: TerraformStack, id: string): string {
  return String(Tokenization.resolve(id, { scope, preparing: false, resolver }));
}

const resolver = new DefaultTokenResolver(new StringConcat());
