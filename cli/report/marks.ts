import type { Marks } from "./value";

/** Whether anything of it is marked. */
export const isMarked = (marks: Marks | undefined): boolean =>
  typeof marks === "object" ? Object.values(marks).some(isMarked) : marks === true;

const isList = (marks: Marks): marks is readonly Marks[] => Array.isArray(marks);

/**
 * What is marked in any of them. Marks of a list's members count for every member: what stands at another place on the
 * server is no less sensitive there.
 */
export function allMarks(several: readonly (Marks | undefined)[]): Marks {
  const marked = several.filter((one): one is Marks => one !== undefined && isMarked(one));
  if (marked.includes(true)) return true;
  const lists = marked.filter(isList);
  if (lists.length > 0) return lists.length === marked.length ? [allMarks(lists.flat())] : true;
  const keys = new Set(marked.flatMap((one) => (typeof one === "object" ? Object.keys(one) : [])));
  return Object.fromEntries([...keys].map((key) => [key, allMarks(marked.map((one) => markOf(one, key)))]));
}

const markOf = (marks: Marks, key: string): Marks | undefined =>
  typeof marks === "object" && !isList(marks) && Object.hasOwn(marks, key) ? marks[key] : undefined;

/** Marks of one part of what {@link allMarks} has made. */
export function sensitivePart(marks: Marks | undefined, key: string | number): Marks | undefined {
  if (typeof marks !== "object") return marks === true ? true : undefined;
  return isList(marks) ? marks[0] : markOf(marks, String(key));
}
