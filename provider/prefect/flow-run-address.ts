/** The pages of Prefect Cloud have another host than its API. */
const cloud = { api: "https://api.prefect.cloud/api", pages: "https://app.prefect.cloud" };

/**
 * The page of a flow run. `PREFECT_UI_URL` says where the pages are; without it they are where Prefect takes them to be.
 *
 * @example flowRunAddress("http://127.0.0.1:4200/api", "3f0e…", {}) // "http://127.0.0.1:4200/runs/flow-run/3f0e…"
 * @param address of the API, without credentials
 */
export function flowRunAddress(
  address: string,
  id: string,
  { PREFECT_UI_URL: set }: Readonly<Record<string, string | undefined>>,
): string {
  const pages = set === undefined || set === "" ? pagesOf(address) : set.replace(/\/\/[^/?#]*@/, "//");
  return `${pages.replace(/\/+$/, "")}/runs/flow-run/${id}`;
}

const pagesOf = (address: string): string =>
  address
    .replace(cloud.api, cloud.pages)
    .replace(/\/api(?=\/accounts\/|$)/, "")
    .replace("/accounts/", "/account/")
    .replace("/workspaces/", "/workspace/");
