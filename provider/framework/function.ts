import type { CtyValue } from "../cty/value";
import type { Kind } from "./kind";
import { reported } from "./resource";

/** One argument of a function. Unknown ones never get here: Terraform then waits with the whole call. */
export class Parameter<T> {
  private constructor(
    readonly kind: Kind<unknown>,
    readonly isNullable: boolean,
    /** What a person reads; Markdown. */
    readonly doc: string,
    /** The argument, when it is one; undefined when it is none. */
    readonly read: (value: CtyValue) => { readonly argument: T } | undefined,
  ) {}

  static of<T>(kind: Kind<T>, doc: string): Parameter<T> {
    const read = (value: CtyValue) => (kind.is(value) ? { argument: value } : undefined);
    return new Parameter<T>(kind, false, doc, read);
  }

  /** Lets the argument be null. */
  nullable(): Parameter<T | null> {
    const { kind, doc, read } = this;
    return new Parameter<T | null>(kind, true, doc, (value) =>
      value === null ? { argument: null } : read(value),
    );
  }
}

/** A parameter of a function; `doc` is Markdown. */
export const parameter = <T>(kind: Kind<T>, doc: string): Parameter<T> => Parameter.of(kind, doc);

type Parameters = Readonly<Record<string, Parameter<unknown>>>;
type Arguments<P extends Parameters> = {
  readonly [K in keyof P]: P[K] extends Parameter<infer T> ? T : never;
};

/** Thrown to end a call with an error about one argument. */
export class ArgumentError extends Error {
  override readonly name = "ArgumentError";

  constructor(
    readonly argument: string,
    message: string,
  ) {
    super(message);
  }
}

/** One function, whole. */
export interface FunctionDefinition<P extends Parameters, R> {
  /** One line of plain text. */
  readonly summary: string;
  /** Markdown, for `terraform providers schema` and the documentation. */
  readonly doc: string;
  /** In the order of the arguments. */
  readonly parameters: P;
  readonly returns: Kind<R>;
  /**
   * The result, made of the arguments alone: no clock, no file, no server, or Terraform finds two answers to one call.
   * @param refuse ends the call with an error about that argument
   */
  call(given: Arguments<P>, refuse: (argument: keyof P & string, why: string) => never): R;
}

/** A function as the RPCs see it. */
export interface ProviderFunction {
  readonly name: string;
  readonly summary: string;
  readonly doc: string;
  readonly parameters: readonly (readonly [name: string, parameter: Parameter<unknown>])[];
  readonly returns: Kind<unknown>;
  /** @throws ArgumentError */
  call(given: readonly CtyValue[]): CtyValue;
}

/**
 * Declares a function.
 * @param name its name in Terraform: what follows `provider::prefect::`
 */
export function providerFunction<P extends Parameters, R>(
  name: string,
  definition: FunctionDefinition<P, R>,
): ProviderFunction {
  const { summary, doc, returns } = definition;
  const parameters = Object.entries(definition.parameters);
  const isArguments = (given: Readonly<Record<string, unknown>>): given is Arguments<P> =>
    parameters.every(([one]) => one in given);
  return {
    name,
    summary,
    doc,
    parameters,
    returns,
    call: (values) => {
      const given: Record<string, unknown> = {};
      for (const [index, [argument, { kind, read }]] of parameters.entries()) {
        const value = values[index] ?? null;
        const fault = value === null ? undefined : kind.fault?.(value);
        if (fault !== undefined) throw new ArgumentError(argument, fault);
        const found = read(value);
        if (found === undefined) {
          throw new ArgumentError(
            argument,
            `It must be ${kind.label}${value === null ? ", and is null" : ""}.`,
          );
        }
        given[argument] = found.argument;
      }
      if (!isArguments(given)) throw new Error(`${name} was called without all of its arguments.`);
      const result = definition.call(given, (argument, why) => {
        throw new ArgumentError(argument, why);
      });
      return reported({ result }, {}, name).result ?? null;
    },
  };
}
