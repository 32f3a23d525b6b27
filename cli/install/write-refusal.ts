const reasons: Readonly<Record<string, string>> = {
  EACCES: "you may not write there",
  EPERM: "you may not write there, or a running program holds the file",
  EBUSY: "a running program holds the file: end Terraform and try again",
  EROFS: "it is on a read-only file system",
  ENOSPC: "there is no space left",
  EDQUOT: "your quota of space is used up",
  ENOTDIR: "a part of its path is a file",
  EEXIST: "a part of its path is a file",
  EISDIR: "a folder is in its place",
};

/**
 * Does what writes below a folder, and says what to do where that cannot be.
 *
 * @param otherwise what to do instead, as a sentence
 */
export function writing<Result>(otherwise: string, work: () => Result): Result {
  try {
    return work();
  } catch (error) {
    if (!(error instanceof Error && "code" in error && typeof error.code === "string")) throw error;
    const path =
      "path" in error && typeof error.path === "string" ? error.path.replace(/\.\d+\.new$/, "") : "it";
    throw new Error(`${path} cannot be written: ${reasons[error.code] ?? error.message}. ${otherwise}`);
  }
}
