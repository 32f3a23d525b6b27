import { variableName } from "../../rules";
import { type Construct, conditional, Fn, type IResolvable, Op, Token } from "../framework";
import { DataPrefectVariable, type DataPrefectVariableConfig } from "../generated/data-prefect-variable";
import type { JsonInput } from "../json-input";
import { judge } from "../refusal";

/** A variable of the workspace as tokens. */
export interface ServerVariable {
  /** Its value, of any JSON type. */
  readonly value: JsonInput;
  /** Its value inside a text, as Python's `str` writes it. */
  readonly text: string;
}

/** The variables of the workspace, each read by one data source, when a plan is made. */
export class ServerVariables {
  private readonly known = new Map<string, ServerVariable>();

  constructor(
    private readonly scope: Construct,
    private readonly config: Omit<DataPrefectVariableConfig, "name" | "id">,
  ) {}

  /** @throws Error naming the construct for a name that no variable can have */
  get(name: string): ServerVariable {
    const known = this.known.get(name);
    if (known !== undefined) return known;
    judge(this.scope, `{{ prefect.variables.${name} }}`, name, variableName);
    const data = new DataPrefectVariable(this.scope, `variable-${name}`, { ...this.config, name });
    const value = data.interpolationForAttribute("value");
    const made = { value, text: pythonTextOf(value) };
    this.known.set(name, made);
    return made;
  }
}

/** What only looks like JSON's words, the text "true", stays as it is. */
function pythonTextOf(value: IResolvable): string {
  const json = Fn.jsonencode(value);
  const words: ReadonlyArray<readonly [json: string, python: string]> = [
    ["true", "True"],
    ["false", "False"],
    ["null", "None"],
  ];
  const given: unknown = Fn.tostring(value);
  return Token.asString(
    words.reduce(
      (otherwise: unknown, [word, python]) => conditional(Op.eq(json, word), python, otherwise),
      given,
    ),
  );
}
