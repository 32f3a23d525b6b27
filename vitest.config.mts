import { defineConfig } from "vitest/config";

export default defineConfig({
  test: {
    projects: [
      {
        test: {
          name: "unit",
          include: ["{client,provider,constructs,rules,cli,scripts,fuzz,bench}/**/*.test.ts"],
        },
      },
      {
        test: {
          name: "real",
          // Not by `exclude`, beside which that of `make test-matrix` would count for nothing.
          include: ["tests/*.test.ts", "tests/support/**/*.test.ts"],
          globalSetup: "tests/support/shared-server-starter.ts",
          testTimeout: 300_000,
          hookTimeout: 180_000,
          maxWorkers: 2,
          // After the unit tests: servers and terraform want the machine for themselves.
          sequence: { groupOrder: 1 },
        },
      },
      // `make test-faults`: for minutes each, one of them for half an hour.
      {
        test: {
          name: "faults",
          include: ["tests/faults/**/*.test.ts"],
          testTimeout: 1_800_000,
          hookTimeout: 300_000,
          // PostgreSQL and several API processes want the machine for themselves.
          maxWorkers: process.env.DATABASE === "postgresql" ? 1 : 2,
          sequence: { groupOrder: 2 },
        },
      },
    ],
  },
});
