import type { RecordSet } from '../crm/figure/facts.ts';
import type { KpiId } from '../crm/figure/kpi-id.ts';
import type { ScopedFacts } from '../crm/store/figure-facts.ts';

/** simple: one count or sum · ratio: part of a whole · derived: made of others · cumulative: so far · conversion: from one step to the next */
export type Shape = 'simple' | 'ratio' | 'derived' | 'cumulative' | 'conversion';

/** percent: 0 to 100 · points: −100 to 100 · money: minor units · rating: of `best` · minutes, hours: lengths of time */
export type Unit = 'percent' | 'points' | 'money' | 'rating' | 'minutes' | 'hours' | 'number';

/** A department that moves the figure, and one thing that somebody there can do about it. */
export interface Mover {
  department: string;
  does: string;
}

/** A figure's meaning, without any data. */
export interface KpiText {
  id: KpiId;
  name: string;
  /** Other words that people type for it. */
  aliases: readonly string[];
  shape: Shape;
  unit: Unit;
  /** Of a percentage that growth can bring above 100. */
  mayExceedWhole?: boolean;
  /** Which way is better. */
  better: 'up' | 'down';
  definition: string;
  formula: string;
  /** The records that it is made of, in words. */
  sources: string;
  /** The system to connect where no record is stored: "connect …". */
  connect: string;
  movers: readonly Mover[];
}

/** Another answer that the same data allows. */
export interface Variant {
  name: string;
  definition: string;
  value: number;
  unit: Unit;
}

export interface Figure {
  /** Null where nothing is known: never 0. `reason` then says why. */
  value: number | null;
  reason: string | null;
  numerator: number | null;
  denominator: number | null;
  /** How many facts it is made of. */
  sample: number;
  /** Within which it lies with 95 % confidence, where that can be said. */
  interval: { low: number; high: number } | null;
  /** Of money. */
  currency: string | null;
  /** The best that a rating can be. */
  best: number | null;
  /** How many of the facts that should be there are there; `of` names them. */
  completeness: { part: number; whole: number; of: string } | null;
  /** The records behind it, to be listed. */
  records: RecordSet | null;
  /** Which of several answers this is, and the others. */
  method: string | null;
  variants: readonly Variant[];
}

/** A member of the registry: its facts are read by it alone. */
export interface Kpi extends KpiText {
  measure(facts: ScopedFacts): Promise<Figure>;
}

/** A figure's text, the facts that it reads, and its formula. */
export interface KpiSpec<Facts, Result = Figure> extends KpiText {
  read(facts: ScopedFacts): Promise<Facts>;
  /** Pure: facts in, figure out. A long calculation gives others their turn. */
  figure(facts: Facts): Result;
}

export const defineKpi = <Facts, Result extends Figure | Promise<Figure>>(
  spec: KpiSpec<Facts, Result>,
): Kpi & KpiSpec<Facts, Result> => ({
  ...spec,
  async measure(facts) {
    const figure: Figure | Promise<Figure> = spec.figure(await spec.read(facts));
    return figure;
  },
});

const EMPTY: Figure = {
  value: null,
  reason: null,
  numerator: null,
  denominator: null,
  sample: 0,
  interval: null,
  currency: null,
  best: null,
  completeness: null,
  records: null,
  method: null,
  variants: [],
};

export const figureOf = (known: Partial<Figure> & { value: number; sample: number }): Figure => ({
  ...EMPTY,
  ...known,
});

/** A figure that nobody can know, and why. */
export const noFigure = (reason: string, rest: Partial<Figure> = {}): Figure => ({
  ...EMPTY,
  ...rest,
  value: null,
  reason,
});
