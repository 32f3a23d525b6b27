import fc from "fast-check";

const number = fc.oneof(
  { weight: 6, arbitrary: fc.integer({ min: 0, max: 65 }).map(String) },
  { weight: 1, arbitrary: fc.constantFrom("00", "1970", "2100", "007") },
);
const word = fc.constantFrom("jan", "FEB", "dec", "mon", "SUN", "sat", "l", "L", "r", "H", "w", "*", "?", "");
const atom = fc.oneof(
  { weight: 4, arbitrary: number },
  { weight: 2, arbitrary: word },
  { weight: 3, arbitrary: fc.constant("*") },
);

/** Anything that looks like part of a field. */
const element = fc.oneof(
  { weight: 4, arbitrary: atom },
  { weight: 3, arbitrary: fc.tuple(atom, atom).map(([a, b]) => `${a}-${b}`) },
  { weight: 2, arbitrary: fc.tuple(atom, number).map(([a, b]) => `${a}/${b}`) },
  { weight: 2, arbitrary: fc.tuple(atom, atom, number).map(([a, b, c]) => `${a}-${b}/${c}`) },
  { weight: 1, arbitrary: fc.tuple(atom, number).map(([a, b]) => `${a}#${b}`) },
  { weight: 1, arbitrary: fc.tuple(atom, atom, number).map(([a, b, c]) => `${a}-${b}#${c}`) },
  { weight: 1, arbitrary: number.map((n) => `r/${n}`) },
  { weight: 1, arbitrary: fc.tuple(number, number).map(([a, b]) => `R(${a}-${b})`) },
  { weight: 1, arbitrary: fc.string({ maxLength: 4 }) },
);
const wildField = fc.oneof(
  { weight: 4, arbitrary: fc.constantFrom("*", "?") },
  { weight: 3, arbitrary: element },
  { weight: 1, arbitrary: fc.array(element, { minLength: 1, maxLength: 3 }).map((list) => list.join(",")) },
);

/** A field that holds the values of its place, now and then one too few or too many. */
function field(low: number, high: number, ...names: string[]): fc.Arbitrary<string> {
  const value = fc.oneof(fc.integer({ min: low, max: high }).map(String), fc.constantFrom("*", ...names));
  return fc.oneof(
    value,
    fc.tuple(value, value).map(([a, b]) => `${a}-${b}`),
    fc.tuple(value, value, fc.integer({ min: 1, max: 40 })).map(([a, b, c]) => `${a}-${b}/${c}`),
    fc.integer({ min: 1, max: 70 }).map((step) => `*/${step}`),
    fc.array(value, { minLength: 2, maxLength: 4 }).map((list) => list.join(",")),
  );
}

const weekday = fc.oneof(
  field(0, 7, "mon", "sun", "FRI"),
  fc.constantFrom("*", "5#2", "mon-wed#1", "l5", "5#2,l1", "5#2,*", "5#2,1", "7#1"),
);
const fields = fc.tuple(
  field(0, 59),
  field(0, 23),
  field(0, 31, "l"),
  field(0, 12, "jan", "Mar", "DEC"),
  weekday,
  field(0, 59),
  field(1960, 2110),
);

/** Cron expressions, about a third of them valid. */
export const cronExpressions: fc.Arbitrary<string> = fc.oneof(
  fc.array(wildField, { minLength: 4, maxLength: 8 }).map((list) => list.join(" ")),
  fc.tuple(fields, fc.integer({ min: 5, max: 7 })).map(([list, count]) => list.slice(0, count).join(" ")),
  fc
    .tuple(fields, fc.integer({ min: 5, max: 7 }), fc.integer({ min: 0, max: 6 }), wildField)
    .map(([list, count, place, wild]) =>
      list
        .map((text, index) => (index === place ? wild : text))
        .slice(0, count)
        .join(" "),
    ),
);
