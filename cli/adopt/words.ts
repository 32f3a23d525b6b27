/** Words of a name, in small letters from a to z and digits: of `Nightly é (2)` they are nightly, e, 2. */
export function words(name: string): readonly string[] {
  return name
    .normalize("NFKD")
    .replaceAll(/\p{M}/gu, "")
    .replaceAll(/([a-z])([A-Z])/g, "$1 $2")
    .toLowerCase()
    .split(/[^a-z0-9]+/)
    .filter((word) => word !== "");
}

/** A longer name is cut, at the end of a word where there is one. */
const longest = 60;

/** `nightly-report`, which begins with a letter; undefined where the name has nothing to make it of. */
export function slugOf(name: string): string | undefined {
  const slug = words(name).join("-");
  if (!/^[a-z]/.test(slug)) return undefined;
  return slug.length <= longest
    ? slug
    : slug
        .slice(0, longest + 1)
        .replace(/-[^-]*$/, "")
        .slice(0, longest);
}

/** `nightlyReport` of `nightly-report` */
export const camelCase = (slug: string): string =>
  slug.replaceAll(/[-_]+(.)/g, (_, letter: string) => letter.toUpperCase());

/** `NightlyReport` */
export const pascalCase = (slug: string): string => {
  const camel = camelCase(slug);
  return camel.charAt(0).toUpperCase() + camel.slice(1);
};
