import type { Size } from './dataset.ts';
import type { Server } from './postgres.ts';

/** The parts that every section gets. */
export interface Bench {
  /** The PostgreSQL of this run, started when it is first asked for. */
  server(): Promise<Server>;
  size: Size;
  /** Data sets stay for the next run. */
  keep: boolean;
}
