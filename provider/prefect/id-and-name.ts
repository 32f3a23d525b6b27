/** What was looked for, as an error says it: `with the id 3f8a… and the name "etl"`. */
export function idAndName(id: string | null, name: string | null): string {
  if (id === null) return `named "${name ?? ""}"`;
  return name === null ? `with the id ${id}` : `with the id ${id} and the name "${name}"`;
}
