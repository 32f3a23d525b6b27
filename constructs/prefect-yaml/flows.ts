import { Flow, type FlowReference } from "../flow";
import { type Construct, type TerraformMetaArguments, Tokenization } from "../framework";
import type { WorkspaceProps } from "../prefect-resource";
import { readFlow } from "../python/read-flow";
import type { FlowDescription, PrefectYamlOptions } from "./options";
import type { Place } from "./place";
import { isToken } from "./shapes";

/** The flow of a deployment: what it refers to, and what the deployment has from it where the file says nothing. */
export interface FlowOfFile extends Partial<Omit<FlowDescription, "name">> {
  readonly flow: FlowReference;
  /** Undefined: it is not known here. */
  readonly name: string | undefined;
}

/** The flows of a file, each made once, however many deployments and entrypoints it has. */
export class Flows {
  /** By name. */
  readonly made = new Map<string, Flow>();

  constructor(
    private readonly scope: Construct,
    private readonly options: Pick<PrefectYamlOptions, "flows" | "python"> & { readonly directory: string },
    private readonly meta: Pick<TerraformMetaArguments, "dependsOn" | "provider"> & WorkspaceProps,
  ) {}

  /** @throws Error as {@link readFlow} does, naming the place */
  get(entrypoint: string, place: Place): FlowOfFile {
    const given = new Map(Object.entries(this.options.flows ?? {})).get(entrypoint);
    if (given === undefined) return this.fromPython(entrypoint, place);
    if (!isDescription(given)) {
      const code = given instanceof Flow ? given.code : undefined;
      return {
        flow: given,
        name: code?.name,
        description: code?.description ?? undefined,
        version: code?.version ?? undefined,
        parameterOpenapiSchema: code?.parameterOpenapiSchema,
      };
    }
    return { ...given, flow: this.make(given.name, []) };
  }

  private fromPython(entrypoint: string, place: Place): FlowOfFile {
    if (isToken(entrypoint)) {
      throw place.error("this is known only at apply, and the flow is read at synth");
    }
    const { python, directory } = this.options;
    const { name, tags, description, version, parameterOpenapiSchema } = atPlace(place, () =>
      readFlow({ entrypoint, directory, python }),
    );
    return {
      flow: this.make(name, tags),
      name,
      description: description ?? undefined,
      version: version ?? undefined,
      parameterOpenapiSchema,
    };
  }

  private make(name: string, tags: readonly string[]): Flow {
    const known = this.made.get(name);
    if (known !== undefined) return known;
    const made = new Flow(this.scope, name, {
      ...this.meta,
      name,
      tags: tags.length > 0 ? tags : undefined,
    });
    this.made.set(name, made);
    return made;
  }
}

const isDescription = (given: FlowReference | FlowDescription): given is FlowDescription =>
  typeof given === "object" &&
  !Tokenization.isResolvable(given) &&
  !(given instanceof Flow) &&
  !("id" in given);

function atPlace<T>(place: Place, read: () => T): T {
  try {
    return read();
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    throw place.error(
      `${reason} Where Python cannot be asked, give the flow's name: flows: { "<entrypoint>": { name: … } }.`,
    );
  }
}
