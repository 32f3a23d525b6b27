import { type Construct, TerraformStack } from "./framework";

/** Looks at a whole stack at synth and returns what is wrong, a sentence each. */
export type StackCheck = (stack: TerraformStack) => string[];

const registered = new WeakMap<TerraformStack, Set<StackCheck>>();

/** Has the stack around a construct checked at synth, once however many constructs ask for it. */
export function checkStackOf(construct: Construct, check: StackCheck): void {
  const stack = TerraformStack.of(construct);
  const checks = registered.get(stack) ?? new Set();
  registered.set(stack, checks);
  if (checks.has(check)) return;
  checks.add(check);
  stack.node.addValidation({ validate: () => check(stack) });
}
