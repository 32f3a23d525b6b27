import { describe, expect, it } from "vitest";
import type { Point } from "./figures";
import { plot } from "./plot";

/** Places of the dots of each line, from left to right. */
const lines = (svg: string): [number, number][][] =>
  [...svg.matchAll(/<polyline points="([^"]*)"/g)].map(([, points = ""]) =>
    points.split(" ").map((point) => {
      const [x = Number.NaN, y = Number.NaN] = point.split(",").map(Number);
      return [x, y];
    }),
  );

const points: Point[] = [
  { series: "plan", objects: 5000, millisecondsEach: 20 },
  { series: "plan", objects: 100, millisecondsEach: 20 },
  { series: "plan", objects: 1000, millisecondsEach: 20 },
  { series: "apply <SQLite>", objects: 100, millisecondsEach: 80 },
];

describe("plot", () => {
  it("draws what costs the same at each number as a level line, from few to many", () => {
    const [plan = []] = lines(plot(points));
    expect(plan.map(([, y]) => y)).toEqual(Array.from({ length: 3 }, () => plan[0]?.[1]));
    expect(plan.map(([x]) => x)).toEqual(plan.map(([x]) => x).toSorted((a, b) => a - b));
    expect(new Set(plan.map(([x]) => x)).size).toBe(3);
  });

  it("puts what costs more higher, within the picture", () => {
    const [cheap = Number.NaN, dear = Number.NaN] = lines(plot(points)).map(([first]) => first?.[1]);
    expect(dear).toBeLessThan(cheap);
    expect(dear).toBeGreaterThan(0);
  });

  it("names each series and number once, as XML wants it", () => {
    const svg = plot(points);
    for (const text of ["plan", "apply &lt;SQLite>", "100", "1000", "5000"])
      expect(svg.split(`>${text}</text>`).length - 1).toBe(1);
  });

  it("draws a picture of nothing, and of one point", () => {
    expect(plot([])).not.toContain("NaN");
    expect(plot(points.slice(0, 1))).not.toContain("NaN");
  });
});
