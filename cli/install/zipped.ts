import { createHash } from "node:crypto";
import { zipSync } from "fflate";

/** A ZIP file of one executable, the same for the same content; `hash` is Terraform's `zh:` of it. */
export function zipped(name: string, content: Buffer): { readonly zip: Buffer; readonly hash: string } {
  const unix = 3;
  const executable = (0o100755 << 16) >>> 0;
  const options = { os: unix, attrs: executable, mtime: new Date(1980, 0, 1), level: 9 } as const;
  const zip = Buffer.from(zipSync({ [name]: [content, options] }));
  return { zip, hash: `zh:${createHash("sha256").update(zip).digest("hex")}` };
}
