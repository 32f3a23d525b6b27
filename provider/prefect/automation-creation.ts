import type { Automation, PrefectClient } from "../../client";
import type { CtyValue } from "../cty/value";
import { type Diagnostic, warning } from "../framework/diagnostic";
import { automationAttributes } from "./automation-attributes";
import type { AutomationClaims } from "./automation-claims";
import { automationSchema } from "./automation-schema";
import { type Existing, equalsPlanned, recovered } from "./existing";
import type { Leftovers } from "./leftovers";

type Planned = { readonly [name: string]: CtyValue | undefined };

const describe = ({ id, name }: Automation): Existing => ({
  typeName: "prefect_automation",
  what: `automation "${name}"`,
  id,
  importId: id,
  name,
});

const isPlanned = (planned: Planned, row: Automation): boolean =>
  equalsPlanned(automationSchema, planned, automationAttributes(row));

interface Namesakes {
  readonly client: PrefectClient;
  readonly leftovers: Leftovers;
  readonly planned: Planned;
  readonly name: string;
  readonly seen: (id: string) => boolean;
}

/** At plan time: says that there are others of this name, which the server allows. */
export async function reviewNamesakes({
  client,
  leftovers,
  planned,
  name,
  seen,
}: Namesakes): Promise<readonly Diagnostic[]> {
  const others = (await client.read.automationsByName(name)).filter(({ id }) => !seen(id));
  const equal = others.filter((row) => isPlanned(planned, row));
  leftovers.find(equal.map(({ id }) => id));
  return others.length === 0 || equal.length > 0 ? [] : [namesakes(name, others)];
}

const namesakes = (name: string, others: readonly Automation[]): Diagnostic =>
  warning(
    `Another automation has the name "${name}"`,
    `The server has ${others.map(({ id }) => id).join(", ")} of this name, with other content. Names of automations need not be unique, so one more is created. ` +
      `To manage an existing one instead, import it by its id: \`terraform import prefect_automation.NAME ${others[0]?.id ?? ""}\`.`,
    [{ attribute: "name" }],
  );

interface CreateRequest extends Namesakes {
  readonly claims: AutomationClaims;
  readonly owner: string | null;
  readonly post: () => Promise<Automation>;
  readonly warn: (diagnostic: Diagnostic) => void;
}

/**
 * Creates an automation, or gives back one that is just as planned and that no resource has, as an interrupted apply
 * leaves it. Two resources of equal content get an automation each.
 */
export async function createAutomation(request: CreateRequest): Promise<Automation> {
  const { client, claims, leftovers, planned, name, owner, post, warn, seen } = request;
  const free = async (): Promise<Automation[]> =>
    (await client.read.automationsByName(name)).filter(({ id }) => !seen(id) && !claims.isClaimed(id));
  const find = async (rows: readonly Automation[]): Promise<Automation | undefined> => {
    const equal = rows.filter((row) => isPlanned(planned, row));
    if (owner === null || equal.length === 0) return equal[0];
    const owned = await client.GET("/automations/related-to/{resource_id}", {
      params: { path: { resource_id: owner } },
    });
    return equal.find(({ id }) => owned.data?.some((row) => row.id === id));
  };
  return claims.inTurn(name, async () => {
    const rows = await free();
    const existing = await find(rows.filter(({ id }) => leftovers.has(id)));
    if (existing !== undefined) {
      warn(recovered(describe(existing)));
      claims.claim(existing.id);
      return existing;
    }
    const others = rows.filter((row) => !isPlanned(planned, row));
    if (others.length > 0) warn(namesakes(name, others));
    const isNew = ({ id }: Automation) => rows.every((row) => row.id !== id);
    const { value } = await client.create({
      post,
      find: async () => find((await free()).filter(isNew)),
      isNameless: true,
    });
    claims.claim(value.id);
    return value;
  });
}
