import type { Point } from "./figures";

const width = 720;
const height = 380;
const left = 60;
const right = 190;
const top = 40;
const bottom = 50;
const colours = ["#0b5cad", "#b3471d", "#2f7d32", "#7b3fa0", "#8a6d00", "#a3124b", "#00707a"];

/** A chart of what each object costs by their number, one line for each series: flat is good. Numbers are on a log scale. */
export function plot(points: readonly Point[]): string {
  const numbers = [...new Set(points.map(({ objects }) => objects))].sort((a, b) => a - b);
  const series = [...new Set(points.map((point) => point.series))];
  const highest = Math.max(1, ...points.map(({ millisecondsEach }) => millisecondsEach)) * 1.1;
  const smallest = Math.log(numbers[0] ?? 1);
  const largest = Math.log(numbers.at(-1) ?? 10);
  const x = (objects: number) =>
    left + ((Math.log(objects) - smallest) / (largest - smallest || 1)) * (width - left - right);
  const y = (milliseconds: number) => height - bottom - (milliseconds / highest) * (height - top - bottom);
  const step = niceStep(highest / 5);
  const steps = Array.from({ length: Math.floor(highest / step) + 1 }, (_, index) => index * step);
  return `${[
    `<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 ${width} ${height}" font-family="sans-serif" font-size="12" fill="#222">`,
    `<title>Milliseconds for each deployment, by their number</title>`,
    `<rect width="${width}" height="${height}" fill="#fff"/>`,
    `<text x="${left}" y="20">milliseconds for each deployment with a schedule</text>`,
    ...steps.map(
      (value) =>
        `<path d="M${left} ${y(value).toFixed(1)}H${width - right}" stroke="#ddd"/>` +
        `<text x="${left - 8}" y="${(y(value) + 4).toFixed(1)}" text-anchor="end">${Number(value.toFixed(6))}</text>`,
    ),
    ...numbers.map(
      (objects) =>
        `<text x="${x(objects).toFixed(1)}" y="${height - bottom + 20}" text-anchor="middle">${objects}</text>`,
    ),
    `<text x="${(left + width - right) / 2}" y="${height - 10}" text-anchor="middle">deployments</text>`,
    ...series.map((name, index) => {
      const own = points
        .filter((point) => point.series === name)
        .sort((a, b) => a.objects - b.objects)
        .map(({ objects, millisecondsEach }) => ({ x: x(objects), y: y(millisecondsEach) }));
      const colour = colours[index % colours.length];
      const path = own.map((point) => `${point.x.toFixed(1)},${point.y.toFixed(1)}`).join(" ");
      const legend = top + index * 20;
      return [
        `<polyline points="${path}" fill="none" stroke="${colour}" stroke-width="2"/>`,
        ...own.map(
          (point) => `<circle cx="${point.x.toFixed(1)}" cy="${point.y.toFixed(1)}" r="3" fill="${colour}"/>`,
        ),
        `<path d="M${width - right + 12} ${legend}h20" stroke="${colour}" stroke-width="2"/>`,
        `<text x="${width - right + 38}" y="${legend + 4}">${name.replaceAll("&", "&amp;").replaceAll("<", "&lt;")}</text>`,
      ].join("");
    }),
    "</svg>",
  ].join("\n")}\n`;
}

/** The next larger of 1, 2 and 5 times a power of ten. */
function niceStep(roughly: number): number {
  const power = 10 ** Math.floor(Math.log10(roughly));
  return [1, 2, 5, 10].map((factor) => factor * power).find((step) => step >= roughly) ?? 10 * power;
}
