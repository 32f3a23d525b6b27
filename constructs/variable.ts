import { variableName, variableValue } from "../rules";
import { encodeDynamic, encodeJson } from "./encode-json";
import { encodeTexts } from "./encode-text";
import { type Construct, type TerraformMetaArguments, Token } from "./framework";
import { Variable as VariableBinding } from "./generated/variable";
import type { JsonInput } from "./json-input";
import { bindingId, PrefectResource, type WorkspaceProps } from "./prefect-resource";
import { judge, judgeText, refusal } from "./refusal";

export interface VariableProps extends TerraformMetaArguments, WorkspaceProps {
  /** Small letters, digits, `-` and `_`; at most 255 of them. */
  readonly name: string;
  /** Any JSON value. Either this or `valueWo`. */
  readonly value?: JsonInput;
  /** A value that is secret: it stands in no plan and no state. Give it as `secretVariable` or `EphemeralBlock`. */
  readonly valueWo?: JsonInput;
  /** Where it is set, a change of it, and nothing else, writes `valueWo` anew. */
  readonly valueWoVersion?: number | undefined;
  readonly tags?: readonly string[] | undefined;
}

/**
 * A variable of the workspace, which flows read with `Variable.get`.
 *
 * @example
 * ```ts
 * new Variable(this, "limits", { name: "limits", value: { rows: 1000, tables: ["orders"] } });
 * ```
 */
export class Variable extends PrefectResource {
  override readonly resource: VariableBinding;
  /** A UUID, known after apply. */
  readonly id: string;
  readonly name: string;

  constructor(scope: Construct, id: string, props: VariableProps) {
    super(scope, id, props);
    const { value, valueWo, ...same } = props;
    judgeText(this, "name", props.name, variableName);
    if ((value === undefined) === (valueWo === undefined)) {
      throw refusal(this, "value", value, "either value or valueWo is needed");
    }
    const dynamic = (name: string, given: JsonInput) => {
      if (given === undefined) return undefined;
      judge(this, name, encodeJson(this, name, given), variableValue);
      return Token.asAnyMap(encodeDynamic(this, name, given));
    };
    this.resource = this.checked(
      new VariableBinding(this, bindingId, {
        ...same,
        tags: encodeTexts(this, "tags", props.tags),
        value: dynamic("value", value),
        valueWo: dynamic("valueWo", valueWo),
      }),
    );
    this.id = this.resource.id;
    this.name = this.resource.name;
  }
}
