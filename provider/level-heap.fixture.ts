/** Makes objects that live for a while, and prints how large the young generation has become. */
import { getHeapSpaceStatistics } from "node:v8";
import { limitHeap } from "./level-heap";

const kept: object[] = [];
for (let round = 0; round < 100; round++) {
  for (let index = 0; index < 5000; index++) kept.push({ index, more: [round, index] });
  if (kept.length > 100_000) kept.length = 50_000;
  if (process.argv.includes("--limited")) limitHeap();
}
const young = getHeapSpaceStatistics().find(({ space_name }) => space_name === "new_space");
console.log(young?.space_size);
