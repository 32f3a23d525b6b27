import { typeToBytes } from "../cty/type";
import type { Function as FunctionMessage } from "../tfplugin6/generated/messages";
import { FunctionSchema, StringKind } from "../tfplugin6/generated/messages";
import { create } from "../tfplugin6/message";
import type { ProviderFunction } from "./function";

/** The wire form of a function's signature. Arguments that are unknown or, unless wanted, null never reach us. */
export const functionMessage = ({ summary, doc, parameters, returns }: ProviderFunction): FunctionMessage =>
  create(FunctionSchema, {
    summary,
    description: doc,
    descriptionKind: StringKind.MARKDOWN,
    parameters: parameters.map(([name, parameter]) => ({
      name,
      type: typeToBytes(parameter.kind.cty),
      allowNullValue: parameter.isNullable,
      allowUnknownValues: false,
      description: parameter.doc,
      descriptionKind: StringKind.MARKDOWN,
    })),
    return: { type: typeToBytes(returns.cty) },
  });
