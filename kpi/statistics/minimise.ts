import { setImmediate as breathe } from 'node:timers/promises';

/** A place and the function's value there. */
interface Vertex {
  at: readonly number[];
  value: number;
}

export interface Minimum extends Vertex {
  /** Whether the simplex shrank to the tolerance before the evaluations ran out. */
  converged: boolean;
  evaluations: number;
}

export type Objective = (at: readonly number[]) => number;

/** The simplex is done when it is this small in every coordinate, absolutely. */
const TOLERANCE = 1e-7;
/** And when its values differ by less than this part of the best one. */
const VALUE_TOLERANCE = 1e-13;
const MOST_EVALUATIONS = 4000;
const FIRST_STEP = 0.5;
/** A second simplex begins where the first one ended, since a first one may shrink beside the minimum. */
const SECOND_STEP = 0.05;

/**
 * A local minimum of a function of a few variables by the simplex method of Nelder & Mead (1965), with the coefficients
 * of Lagarias et al. (1998): reflect 1, expand 2, contract ½, shrink ½. It needs no derivatives. A value that is not a
 * number counts as infinitely high. Coordinates should be of a size near 1, e.g. logarithms. Others have their turn after
 * each evaluation.
 */
export async function minimise(objective: Objective, start: readonly number[]): Promise<Minimum> {
  let evaluations = 0;
  const evaluate = async (at: readonly number[]): Promise<Vertex> => {
    await breathe();
    evaluations += 1;
    const value = objective(at);
    return { at, value: Number.isNaN(value) ? Infinity : value };
  };
  const first = await descend(evaluate, start, FIRST_STEP, () => evaluations < MOST_EVALUATIONS);
  const second = await descend(
    evaluate,
    first.at,
    SECOND_STEP,
    () => evaluations < MOST_EVALUATIONS,
  );
  return { ...second, evaluations };
}

type Evaluate = (at: readonly number[]) => Promise<Vertex>;

async function descend(
  evaluate: Evaluate,
  start: readonly number[],
  step: number,
  mayGoOn: () => boolean,
): Promise<Vertex & { converged: boolean }> {
  const corners = start.map((_, axis) => start.map((x, at) => (at === axis ? x + step : x)));
  let simplex = await inTurn([start, ...corners], evaluate);
  for (;;) {
    simplex.sort((one, other) => one.value - other.value);
    const [best, worst] = [simplex.at(0), simplex.at(-1)];
    if (!best || !worst) throw new RangeError('A function to minimise needs at least one variable');
    if (isSmall(simplex, best)) return { ...best, converged: Number.isFinite(best.value) };
    if (!mayGoOn()) return { ...best, converged: false };
    simplex = await moveWorst(evaluate, simplex.slice(0, -1), worst);
  }
}

const isSmall = (simplex: readonly Vertex[], best: Vertex): boolean =>
  simplex.every(
    ({ at, value }) =>
      value - best.value <= VALUE_TOLERANCE * Math.max(1, Math.abs(best.value)) &&
      at.every((x, axis) => Math.abs(x - (best.at[axis] ?? 0)) <= TOLERANCE),
  );

/** The simplex with a better vertex in place of its worst one, or all of it drawn towards its best. */
async function moveWorst(
  evaluate: Evaluate,
  others: readonly Vertex[],
  worst: Vertex,
): Promise<Vertex[]> {
  const centre = worst.at.map(
    (_, axis) => others.reduce((sum, { at }) => sum + (at[axis] ?? 0), 0) / others.length,
  );
  const along = (length: number): Promise<Vertex> =>
    evaluate(centre.map((middle, axis) => middle + length * (middle - (worst.at[axis] ?? 0))));
  const best = others[0] ?? worst;
  const second = others.at(-1) ?? worst;
  const reflected = await along(1);
  if (reflected.value < best.value) {
    const expanded = await along(2);
    return [...others, expanded.value < reflected.value ? expanded : reflected];
  }
  if (reflected.value < second.value) return [...others, reflected];
  const contracted = await along(reflected.value < worst.value ? 0.5 : -0.5);
  if (contracted.value < Math.min(reflected.value, worst.value)) return [...others, contracted];
  const drawn = [...others.slice(1), worst].map(({ at }) => halfway(at, best.at));
  return [best, ...(await inTurn(drawn, evaluate))];
}

async function inTurn(places: readonly (readonly number[])[], evaluate: Evaluate) {
  const vertices: Vertex[] = [];
  for (const place of places) vertices.push(await evaluate(place));
  return vertices;
}

const halfway = (from: readonly number[], to: readonly number[]): number[] =>
  from.map((x, axis) => (x + (to[axis] ?? x)) / 2);
