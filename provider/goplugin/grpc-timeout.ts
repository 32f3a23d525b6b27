const milliseconds: Readonly<Record<string, number>> = {
  H: 3_600_000,
  M: 60_000,
  S: 1000,
  m: 1,
  u: 1e-3,
  n: 1e-6,
};

/** The longest delay a timer takes, about 24 days. */
const longestDelay = 2 ** 31 - 1;

/** Reads a `grpc-timeout` header (`"30S"`, `"500m"`) as milliseconds; undefined for none or a malformed one. */
export function parseGrpcTimeout(header: string | readonly string[] | undefined): number | undefined {
  const match = typeof header === "string" ? /^(\d{1,8})([HMSmun])$/.exec(header) : null;
  const unit = milliseconds[match?.[2] ?? ""];
  return unit === undefined ? undefined : Math.min(Math.ceil(Number(match?.[1]) * unit), longestDelay);
}
