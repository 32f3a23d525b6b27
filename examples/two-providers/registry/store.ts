import { createHash, randomUUID } from "node:crypto";
import { cp, mkdir, readFile, rm, stat, writeFile } from "node:fs/promises";
import { join } from "node:path";

export interface Image {
  readonly repository: string;
  readonly dockerfile: string;
}

/** What the registry's host is: one folder, with a file for each image and a folder for each bucket. */
export class Store {
  constructor(private readonly folder: string) {}

  async createBucket(prefix: string, source: string): Promise<string> {
    const name = `${prefix}${randomUUID().slice(0, 8)}`;
    await cp(source, this.bucketPath(name), { recursive: true });
    return name;
  }

  hasBucket(name: string): Promise<boolean> {
    return found(stat(this.bucketPath(name))).then((stats) => stats !== undefined);
  }

  async deleteBucket(name: string): Promise<void> {
    await rm(this.bucketPath(name), { recursive: true, force: true });
  }

  bucketPath(name: string): string {
    return this.inside("buckets", name);
  }

  async writeImage(image: Image): Promise<void> {
    await mkdir(join(this.folder, "images"), { recursive: true });
    await writeFile(this.imageFile(image.repository), image.dockerfile);
  }

  async readImage(repository: string): Promise<Image | undefined> {
    const dockerfile = await found(readFile(this.imageFile(repository), "utf8"));
    return dockerfile === undefined ? undefined : { repository, dockerfile };
  }

  async deleteImage(repository: string): Promise<void> {
    await rm(this.imageFile(repository), { force: true });
  }

  private imageFile(repository: string): string {
    return this.inside("images", repository);
  }

  private inside(kind: "buckets" | "images", name: string): string {
    const fault = nameFault(name);
    if (fault !== undefined) throw new Error(`"${name}": ${fault}`);
    return join(this.folder, kind, name);
  }
}

/** Why a name cannot be one of the registry; undefined when it can. */
export const nameFault = (name: unknown): string | undefined =>
  /^[a-z0-9-]+$/.test(String(name))
    ? undefined
    : "A name has at least one of a to z, 0 to 9 and -, and nothing else.";

export const digestOf = ({ dockerfile }: Image): string =>
  `sha256:${createHash("sha256").update(dockerfile).digest("hex")}`;

/** Undefined where there is no such file or folder. */
async function found<T>(reading: Promise<T>): Promise<T | undefined> {
  try {
    return await reading;
  } catch (error) {
    if (error instanceof Error && "code" in error && error.code === "ENOENT") return undefined;
    throw error;
  }
}
