// npm run bench -- [names…] [--customers N] [--entries N] [--keep] [--write]
import { parseArgs } from 'node:util';
import { now } from '../clock.ts';
import { batching } from './batching.ts';
import type { Bench } from './bench.ts';
import { burst } from './burst.ts';
import { customer } from './customer.ts';
import { disk } from './disk.ts';
import { figures } from './figures.ts';
import { growth } from './growth.ts';
import { halfSent } from './half-sent.ts';
import { importing } from './import.ts';
import { increments } from './increments.ts';
import { lifetime } from './lifetime.ts';
import { memory } from './memory.ts';
import { type Server, startServer } from './postgres.ts';
import { receiving } from './receiver.ts';
import { log, machine, type Row, table, writeResults } from './report.ts';
import { search } from './search.ts';
import { sentences } from './sentences.ts';
import { start } from './start.ts';
import { sync } from './sync.ts';
import { typedText } from './typed-text.ts';
import { work } from './work.ts';

const SECTIONS: Readonly<Record<string, (bench: Bench) => Promise<Row[]>>> = {
  customer,
  growth,
  disk,
  search,
  import: importing,
  sync,
  increments,
  start,
  memory,
  'half-sent': halfSent,
  work,
  batching,
  receiver: receiving,
  burst,
  typed: typedText,
  sentences,
  lifetime,
  figures,
};

const { values, positionals } = parseArgs({
  allowPositionals: true,
  options: {
    customers: { type: 'string', default: '1000000' },
    entries: { type: 'string', default: '10000000' },
    keep: { type: 'boolean', default: false },
    write: { type: 'boolean', default: false },
  },
});
const mustFail = Boolean(process.env['MUST_FAIL']);
const unknown = positionals.find((name) => !(name in SECTIONS));
if (unknown && !mustFail)
  throw new Error(
    `There is no section "${unknown}"; there are ${Object.keys(SECTIONS).join(', ')}.`,
  );

let running: Promise<Server> | undefined;
const bench: Bench = {
  size: { customers: Number(values.customers), entries: Number(values.entries) },
  keep: values.keep,
  server() {
    running ??= startServer(values.keep);
    return running;
  },
};

const rows: Row[] = [];
try {
  // `npm run guard` sets it, to see that a fault fails the command.
  if (mustFail)
    await bench.server().then(() => Promise.reject(new Error('a fault that must be reported')));
  for (const [name, section] of Object.entries(SECTIONS)) {
    if (positionals.length > 0 && !positionals.includes(name)) continue;
    log(`— ${name}`);
    rows.push(...(await section(bench)));
  }
  const server = running && (await running);
  const results = `Measured on ${now().toISOString().slice(0, 10)}: ${machine(server ? `${server.version} (${server.settings})` : null)}.\n\n${table(rows)}`;
  console.log(results);
  if (values.write) writeResults(results);
} finally {
  await (await running)?.stop();
}
