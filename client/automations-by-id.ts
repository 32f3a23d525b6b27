import type { Call } from "./call";
import { PrefectApiError } from "./errors";
import type { Pages } from "./pages";
import type { Automation } from "./rows";
import { ifFound } from "./unwrap";

const lacksFilter = (error: unknown): boolean =>
  error instanceof PrefectApiError &&
  error.fields.some(({ path, isUnknown }) => isUnknown && path.join(".") === "automations.id");

/** Finds automations by their ids: one by one on a server whose filter does not know ids yet. */
export function automationsById(
  listAll: Pages["listAll"],
  call: Call,
): (ids: string[]) => Promise<Automation[]> {
  let isFiltered = true;

  const oneByOne = async (ids: string[]): Promise<Automation[]> => {
    const one = (id: string) => ifFound(call<Automation>({ method: "GET", path: `/automations/${id}` }));
    return (await Promise.all(ids.map(one))).filter((found) => found !== undefined);
  };

  return async (ids) => {
    if (!isFiltered) return oneByOne(ids);
    try {
      return await listAll("/automations/filter", { body: { automations: { id: { any_: ids } } } });
    } catch (error) {
      if (!lacksFilter(error)) throw error;
      isFiltered = false;
      return oneByOne(ids);
    }
  };
}
