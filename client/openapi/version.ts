// Made by scripts/generate-client.ts from openapi.json. Do not edit.

/** The version of Prefect whose API this is. */
export const apiVersion = "3.8.8";
