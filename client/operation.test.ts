import { describe, expect, it } from "vitest";
import { operationOf } from "./operation";

describe("operationOf", () => {
  it.each([
    "/deployments/filter",
    "/work_pools/filter/queues/filter",
    "/flows/count",
    "/events/count-by/day",
    "/flows/paginate",
  ])("POST %s reads", (path) =>
    expect(operationOf("POST", path)).toEqual({ isRead: true, isResendable: true }),
  );
  it.each([
    "/deployments/",
    "/flows/",
    "/work_pools/filter/queues",
    "/deployments/x/schedules",
    "/variables/",
  ])("POST %s writes and must not be sent twice", (path) =>
    expect(operationOf("POST", path)).toEqual({ isRead: false, isResendable: false }),
  );
  it("GET reads; PUT, PATCH and DELETE write and may be sent twice", () => {
    expect(operationOf("GET", "/x")).toEqual({ isRead: true, isResendable: true });
    for (const method of ["PUT", "PATCH", "DELETE"]) {
      expect(operationOf(method, "/x/filter")).toEqual({ isRead: false, isResendable: true });
    }
  });
});
