import type { Kind } from "../framework/kind";
import { integer } from "../framework/scalars";

/** A number that the server counts up and down by itself: it is never written, and no value of it is a difference. */
export const counter: Kind<number> = { ...integer, same: () => true };
