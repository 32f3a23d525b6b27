import { accepted, refused, type Verdict } from "./verdict";

/** An id of an object, as the provider's attributes take it. */
export const uuid = (text: string): Verdict =>
  /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i.test(text)
    ? accepted
    : refused(`${JSON.stringify(text)} is not a UUID such as "123e4567-e89b-12d3-a456-426614174000".`);
