import { CtyDecodeError, CtyEncodeError } from "../cty/errors";
import { type Diagnostic, problem } from "./diagnostic";
import type { Attempt } from "./provider";

const kinds = [TypeError, RangeError, SyntaxError, ReferenceError, URIError, CtyDecodeError, CtyEncodeError];

/** Is it JavaScript or the codec that complains? Its words say nothing to a person, and may hold a part of a value. */
export const isUnforeseen = (error: unknown): error is Error => kinds.some((kind) => error instanceof kind);

/**
 * What is said in place of such words. Handlers take the API at its word, so in all likelihood an answer was not what
 * the API answers.
 */
export const unforeseen = ({ verb, typeName }: Attempt): Diagnostic =>
  problem(
    `Could not ${verb} ${typeName}`,
    "The server answered something that this provider does not understand. If the provider's endpoint is not the address of a Prefect API, correct it; " +
      "look also at what may stand between (a proxy, a gateway). If it is a Prefect server, this is a defect of the provider: " +
      "run it again with TF_LOG_PROVIDER=error and report what the log says.",
  );
