import type { CtyValue } from "../../cty/value";
import type { ReadDataSource_Request, ReadDataSource_Response } from "../../tfplugin6/generated/messages";
import type { Init } from "../../tfplugin6/message";
import type { Session } from "../session";
import { readFields, writeDiagnostics, writeFields } from "./messages";

export async function readDataSource<Api>(
  session: Session<Api>,
  request: ReadDataSource_Request,
): Promise<Init<ReadDataSource_Response>> {
  const { typeName } = request;
  const dataSource = session.dataSource(typeName);
  try {
    const config = readFields(dataSource.type, request.config) ?? {};
    const remote = await dataSource.read(config, session.api);
    const state: Record<string, CtyValue> = {};
    for (const name of Object.keys(dataSource.attributes)) state[name] = config[name] ?? remote[name] ?? null;
    return { state: writeFields(dataSource.type, state) };
  } catch (error) {
    return { diagnostics: writeDiagnostics(session.explain(error, { verb: "read", typeName })) };
  }
}
