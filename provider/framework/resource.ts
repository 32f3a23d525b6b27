import type { CtyType } from "../cty/type";
import { isUnknown } from "../cty/unknown";
import type { CtyValue } from "../cty/value";
import { type Attributes, type Config, isComputed, type Plan, type Remote, type State } from "./attribute";
import { conforms } from "./collections";
import { type Diagnostic, DiagnosticError, problem } from "./diagnostic";
import type { AttributeFacts } from "./kind";
import { changedNames, type Fields } from "./plan";

/** What every handler gets beside its values. */
export interface Reach<Api> {
  readonly api: Api;
  /** Shows a warning with the answer. */
  warn(diagnostic: Diagnostic): void;
  /**
   * Has this process met the object already: in a state, a read or an earlier plan?
   * @param typeName of a resource of another type; by default, of this one
   */
  seen(id: string, typeName?: string): boolean;
}

/** What a plan-time check may look at; anything of code and plan may still be unknown. */
export interface Review<S extends Attributes, Api> {
  readonly config: Config<S>;
  readonly planned: Config<S>;
  /** The plan with what code gives write-only, as the server is to have it. Nothing that is told may quote it. */
  readonly whole: Config<S>;
  /** Undefined: the object is to be created. */
  readonly prior: State<S> | undefined;
  /** Attributes that change, be it only in what code gives write-only. */
  readonly changed: ReadonlySet<string>;
  readonly replacing: boolean;
  /** Undefined while the provider's own configuration is not known yet. */
  readonly api: Api | undefined;
  seen: Reach<Api>["seen"];
}

/** One resource, whole: what it looks like and how the server's object is made, read, changed and removed. */
export interface ResourceDefinition<S extends Attributes, Api> {
  /** Markdown, for `terraform providers schema` and the generated bindings. */
  readonly doc: string;
  readonly schema: S;
  /** Version of the stored state; 0 when left out. */
  readonly version?: number;
  /** Brings a state object of an older version (plain JSON) to the present one. */
  upgrade?(state: Readonly<Record<string, unknown>>, version: number): Readonly<Record<string, unknown>>;
  /** Rules between attributes, without a server. */
  check?(config: Config<S>): readonly Diagnostic[];
  /** Checks of a create or update that may ask the server. Must not refuse an object that is being replaced. */
  review?(review: Review<S, Api>): Promise<readonly Diagnostic[]>;
  /** Warnings when the object is about to be destroyed or replaced, and errors where it cannot be. */
  reviewDelete?(review: { readonly prior: State<S>; readonly api: Api }): Promise<readonly Diagnostic[]>;
  /** `plan` has the whole values, also what code gives write-only; so has the answer. */
  create(request: { readonly plan: Plan<S> } & Reach<Api>): Promise<Remote<S>>;
  /** Undefined: the object is gone. */
  read(request: { readonly state: State<S> } & Reach<Api>): Promise<Remote<S> | undefined>;
  update(
    request: {
      readonly plan: Plan<S>;
      /** Without what code gives write-only. */
      readonly prior: State<S>;
      /** Attributes that change, be it only in what code gives write-only. */
      readonly changed: ReadonlySet<string>;
    } & Reach<Api>,
  ): Promise<Remote<S>>;
  /** An object that is gone already counts as deleted. */
  delete(request: { readonly state: State<S> } & Reach<Api>): Promise<void>;
  /** Finds the object by what a person gives to `terraform import`; undefined: there is none. */
  import(request: { readonly id: string } & Reach<Api>): Promise<Remote<S> | undefined>;
  /** The forms of an import id, for the error that says there is no such object. */
  readonly importForms: readonly string[];
  /**
   * Attributes, texts all, that name an object for good; joined by slashes they are an import id. `id` when left out;
   * empty: it has no identity.
   */
  readonly identity?: readonly (keyof S & string)[];
}

/** Thrown by a handler that got only part of the way: state keeps `remote`, and the error is shown. */
export class PartialResult extends Error {
  constructor(
    readonly remote: { readonly [name: string]: CtyValue | undefined },
    override readonly cause: unknown,
  ) {
    super("The object was written in part.");
    this.name = "PartialResult";
  }
}

/** A resource as the RPCs see it: its types checked at the border and then forgotten. */
export interface Resource<Api> {
  readonly typeName: string;
  readonly doc: string;
  readonly attributes: Attributes;
  readonly type: CtyType;
  readonly version: number;
  readonly importForms: readonly string[];
  /** Attributes that name an object for good; empty: it has no identity. */
  readonly identity: readonly string[];
  upgrade(state: Readonly<Record<string, unknown>>, version: number): Readonly<Record<string, unknown>>;
  check(config: Fields): readonly Diagnostic[];
  review(
    request: {
      config: Fields;
      planned: Fields;
      whole: Fields;
      prior: Fields | null;
      /** Attributes whose secret part is written anew, or removed. */
      rewritten: readonly string[];
      replacing: boolean;
      api: Api | undefined;
    } & Pick<Reach<Api>, "seen">,
  ): Promise<readonly Diagnostic[]>;
  reviewDelete(prior: Fields, api: Api): Promise<readonly Diagnostic[]>;
  create(whole: Fields, reach: Reach<Api>): Promise<RemoteFields>;
  read(state: Fields, reach: Reach<Api>): Promise<RemoteFields | undefined>;
  /** @param changed the attributes that the plan changes */
  update(
    whole: Fields,
    prior: Fields,
    changed: ReadonlySet<string>,
    reach: Reach<Api>,
  ): Promise<RemoteFields>;
  delete(state: Fields, reach: Reach<Api>): Promise<void>;
  import(id: string, reach: Reach<Api>): Promise<RemoteFields | undefined>;
}

/** What a handler reported, by attribute; a name that is missing was not reported. */
export type RemoteFields = { readonly [name: string]: CtyValue | undefined };

export function isState<S extends Attributes>(schema: S, value: unknown): value is State<S> {
  return conforms(schema, value, () => false);
}

function isPlan<S extends Attributes>(schema: S, value: unknown): value is Plan<S> {
  return conforms(schema, value, isComputed);
}

function isConfig<S extends Attributes>(schema: S, value: unknown): value is Config<S> {
  return typeof value === "object" && value !== null && Object.keys(schema).every((name) => name in value);
}

function isRemote(value: object): value is RemoteFields {
  return Object.values(value).every((field) => !isUnknown(field));
}

function border<T>(value: unknown, guard: (value: unknown) => value is T, typeName: string, what: string): T {
  if (guard(value)) return value;
  throw new Error(`The ${what} of this ${typeName} does not fit the resource's schema.`);
}

/** Why a reported value cannot stand in the state, in words that follow the attribute's name. */
function faultOf(name: string, { kind, mode }: AttributeFacts, value: CtyValue): string | undefined {
  if (value === null) return mode === "required" ? "is missing" : undefined;
  if (!kind.is(value)) return `is not ${kind.label}`;
  return name === "id" && kind.fault?.(value) !== undefined ? `is not ${kind.label}` : undefined;
}

/**
 * Checks what a handler reported: every value known and what its attribute says. The handlers take the API at its
 * word, so an answer that is not what the API answers shows here, before it stands in a state.
 * @throws PartialResult with what is well-formed, when the object is known by its id; else DiagnosticError
 */
export function reported<T extends object>(value: T, attributes: Attributes, typeName: string): RemoteFields {
  if (!isRemote(value)) throw new Error(`A handler of ${typeName} reported an unknown value.`);
  const faults = Object.entries(attributes).flatMap(([name, attribute]) => {
    const field = value[name];
    const fault = field === undefined ? undefined : faultOf(name, attribute, field);
    return fault === undefined ? [] : [{ name, text: `${name} ${fault}` }];
  });
  if (faults.length === 0) return value;
  const error = new DiagnosticError([
    problem(
      `The server's answer is not a ${typeName}`,
      `In what the server answered, ${faults.map(({ text }) => text).join(", ")}. ` +
        "A Prefect server does not answer so: look at the provider's endpoint, and at what may stand between (a proxy, a gateway).",
    ),
  ]);
  throw partial(value, attributes, error);
}

/** What is well-formed of an object that was written in part; where its id is not, there is nothing to keep. */
function partial(value: RemoteFields, attributes: Attributes, cause: unknown): unknown {
  const isWell = ([name, field]: [string, CtyValue | undefined]): boolean => {
    const attribute = attributes[name];
    return field === undefined || attribute === undefined || faultOf(name, attribute, field) === undefined;
  };
  const kept = Object.fromEntries(Object.entries(value).filter(isWell));
  return typeof kept.id === "string" ? new PartialResult(kept, cause) : cause;
}

/** Checks what a handler reports of what it wrote, in part too. */
async function written(
  write: Promise<object>,
  attributes: Attributes,
  typeName: string,
): Promise<RemoteFields> {
  try {
    return reported(await write, attributes, typeName);
  } catch (error) {
    throw error instanceof PartialResult ? partial(error.remote, attributes, error.cause) : error;
  }
}

/** The cty type of an object with these attributes. */
export function objectType(attributes: Attributes): CtyType {
  const fields: Record<string, CtyType> = {};
  for (const [name, attribute] of Object.entries(attributes)) fields[name] = attribute.kind.cty;
  return { object: fields };
}

/**
 * Declares a resource.
 * @param typeName its name in Terraform, with the provider's prefix, such as `prefect_flow`
 */
export function resource<S extends Attributes, Api>(
  typeName: string,
  definition: ResourceDefinition<S, Api>,
): Resource<Api> {
  const { schema } = definition;
  const state = (value: Fields) =>
    border(value, (one): one is State<S> => isState(schema, one), typeName, "state");
  const plan = (value: Fields) =>
    border(value, (one): one is Plan<S> => isPlan(schema, one), typeName, "plan");
  const config = (value: Fields) =>
    border(value, (one): one is Config<S> => isConfig(schema, one), typeName, "configuration");
  const importForms = definition.importForms;
  return {
    typeName,
    doc: definition.doc,
    attributes: schema,
    type: objectType(schema),
    version: definition.version ?? 0,
    importForms,
    identity: definition.identity ?? ["id"],
    upgrade: (old, version) => definition.upgrade?.(old, version) ?? old,
    check: (fields) => definition.check?.(config(fields)) ?? [],
    review: async ({ prior, rewritten, ...request }) =>
      (await definition.review?.({
        ...request,
        config: config(request.config),
        planned: config(request.planned),
        whole: config(request.whole),
        prior: prior === null ? undefined : state(prior),
        changed:
          prior === null
            ? new Set()
            : new Set([...changedNames(schema, request.planned, prior), ...rewritten]),
      })) ?? [],
    reviewDelete: async (prior, api) => (await definition.reviewDelete?.({ prior: state(prior), api })) ?? [],
    create: async (whole, reach) =>
      written(definition.create({ plan: plan(whole), ...reach }), schema, typeName),
    read: async (stored, reach) => {
      const found = await definition.read({ state: state(stored), ...reach });
      return found === undefined ? undefined : reported(found, schema, typeName);
    },
    update: async (whole, prior, changed, reach) =>
      written(
        definition.update({ plan: plan(whole), prior: state(prior), changed, ...reach }),
        schema,
        typeName,
      ),
    delete: (stored, reach) => definition.delete({ state: state(stored), ...reach }),
    import: async (id, reach) => {
      const found = await definition.import({ id, ...reach });
      return found === undefined ? undefined : reported(found, schema, typeName);
    },
  };
}
