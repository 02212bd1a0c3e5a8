import { Gauge, type Registry } from 'prom-client';
import type { StatusFacts } from '../../crm/status/facts.ts';
import { SECOND } from '../../crm/time/durations.ts';
import { type About, STATUS_GAUGES, type StatusGauge } from './status-samples.ts';

/** Sets every gauge of what is stored; null: the store did not answer, so nothing of it is known. */
export type SetStatus = (facts: StatusFacts | null, now: Date) => void;

/** Gauges of what is stored. None of them keeps the value of an earlier scrape. */
export function statusGauges(register: Registry, connected: () => readonly string[]): SetStatus {
  const gaugeOf = ({ name, help, labelNames }: Omit<StatusGauge, 'samples'>) =>
    new Gauge({
      name: `rapport_${name}`,
      help,
      labelNames: [...labelNames],
      registers: [register],
    });
  const up = gaugeOf({
    name: 'store_up',
    help: '1 where the store answered this scrape; else all that is read from it is missing or 0',
    labelNames: [],
  });
  const gauges = STATUS_GAUGES.map((row) => ({ row, gauge: gaugeOf(row) }));
  return (facts, now) => {
    up.set(facts ? 1 : 0);
    const about: About = {
      now,
      connected: connected(),
      age: (since) => (since ? Math.max(0, now.getTime() - since.getTime()) / SECOND : 0),
    };
    for (const { row, gauge } of gauges) {
      gauge.reset();
      for (const [labels, value] of facts ? row.samples(facts, about) : [])
        gauge.set(labels, value);
    }
  };
}
