import type { Plan } from './plan.ts';
import type { ImportStore, Outcome, Run } from './port.ts';
import { type Prepared, prepare } from './prepare.ts';
import { readCsv } from './reader.ts';
import { openRejects, type Reject, type RejectsFile } from './rejects.ts';
import { addCounts, newFile, RunState } from './state.ts';
import type { Step } from './steps.ts';

export interface ImportOptions {
  store: ImportStore;
  plan: Plan;
  /** Where rows that were not imported are written, with the reason. */
  rejects: string;
  now: () => Date;
  progress?: (done: { file: string; rows: number; bytes: number; of: number }) => void;
  /** Rows per transaction. */
  size?: number;
}

export interface Imported {
  state: RunState;
  resumed: boolean;
}

/**
 * Imports a folder, or goes on where an interrupted import of it stopped. Only a few batches are in memory: the next
 * one is read and prepared while the one before it is saved.
 */
export async function runImport(options: ImportOptions): Promise<Imported> {
  const { store, plan, now } = options;
  const first: RunState = {
    rejects: { path: options.rejects, bytes: 0 },
    files: plan.steps
      .filter(({ work }) => work.kind === 'records')
      .map(({ file }) => newFile(file)),
  };
  const run = await store.begin({
    mapping: plan.name,
    folder: plan.folder,
    fingerprint: plan.fingerprint,
    state: first,
    now: now(),
  });
  const so = { state: RunState.parse(run.state) };
  const rejects = openRejects(so.state.rejects.path, so.state.rejects.bytes);
  let done = 0;
  for (const [index, step] of plan.steps.entries()) {
    if (index >= run.step)
      await importStep({
        ...options,
        report: options.progress,
        run,
        step,
        index,
        rejects,
        so,
        done,
      });
    done += step.size;
  }
  await store.finish(run, now());
  return { state: so.state, resumed: run.resumed };
}

interface StepRun extends Omit<ImportOptions, 'progress' | 'rejects'> {
  report: ImportOptions['progress'];
  run: Run;
  step: Step;
  index: number;
  rejects: RejectsFile;
  so: { state: RunState };
  /** Bytes of the steps before. */
  done: number;
}

async function importStep(task: StepRun): Promise<void> {
  const { store, plan, run, step, index, done, report, size = 4000 } = task;
  const of = plan.steps.reduce((sum, one) => sum + one.size, 0);
  const skip = index === run.step ? run.row : 0;
  let row = 0;
  let saving: Promise<void> = Promise.resolve();
  for await (const { rows, bytes } of readCsv(step.path, { ...step.written, size })) {
    const begins = row;
    row += rows.length;
    if (row <= skip) continue;
    const fresh = rows.slice(Math.max(0, skip - begins));
    const prepared = await prepare(step, fresh, {
      lookUp: (at, keys) => store.lookUp(run, at, keys),
      now: task.now(),
    });
    await saving;
    saving = commit(task, { prepared, row, rows: fresh.length, first: begins === 0 });
    // Its failure is thrown by the next await; without this it would count as unhandled until then.
    saving.catch(() => {});
    report?.({ file: step.file, rows: row, bytes: done + bytes, of });
  }
  await saving;
}

async function commit(
  { store, plan, now, run, step, index, rejects, so }: StepRun,
  { prepared, row, rows, first }: { prepared: Prepared; row: number; rows: number; first: boolean },
): Promise<void> {
  const file = index - plan.steps.filter(({ work }) => work.kind !== 'records').length;
  let settled = so.state;
  await store.commit(run, {
    step: index,
    row,
    rows: prepared.rows,
    sums: step.work.kind === 'sum',
    now: now(),
    also: first && file === 0 ? plan.departments : [],
    settle(outcome) {
      // Look-ups are read again as files of their own: their odd rows are told there. A sum lacks those that are no numbers.
      if (file < 0) {
        const odd = step.work.kind === 'sum' ? prepared.rejects : [];
        const bytes = rejects.write(odd, so.state.rejects.bytes);
        settled = { ...so.state, rejects: { ...so.state.rejects, bytes } };
        return settled;
      }
      const bytes = rejects.write(rejected(step, prepared, outcome), so.state.rejects.bytes);
      settled = {
        rejects: { ...so.state.rejects, bytes },
        files: so.state.files.map((one, at) =>
          at === file
            ? addCounts(
                one,
                { rows, skipped: prepared.skipped, rejected: prepared.rejects.length },
                outcome,
              )
            : one,
        ),
      };
      return settled;
    },
  });
  so.state = settled;
}

/** In the order of the file. */
function rejected(
  { file }: Step,
  { rejects }: Prepared,
  { repeated, coinciding, unmatched, refused, ownerless }: Outcome,
): Reject[] {
  const again = repeated.map(({ row, first }) => ({
    file,
    line: row.line,
    reason: `repeated id, first seen on line ${first}; the first was kept`,
    raw: row.key,
  }));
  const same = coinciding.map(({ row, record, first }) => ({
    file,
    line: row.line,
    reason: `makes the same ${record.kind} as line ${first}; the first was kept, and this one was left out`,
    raw: row.key,
  }));
  const lost = unmatched.flatMap(({ row, record }) =>
    record.kind === 'entry' || record.kind === 'contact'
      ? [
          {
            file,
            line: row.line,
            reason: `no customer is called "${record.customer}", so this ${record.kind} was left out`,
            raw: row.key,
          },
        ]
      : [],
  );
  const uncountable = refused.map(({ row, record }) => ({
    file,
    line: row.line,
    reason: `the amount of this ${record.kind} is beyond what can be counted, so it was left out`,
    raw: row.key,
  }));
  const unowned = ownerless.flatMap(({ row, record }) =>
    'owner' in record
      ? [
          {
            file,
            line: row.line,
            reason: `nobody is called "${record.owner}", so this ${record.kind} came in without an owner`,
            raw: row.key,
          },
        ]
      : [],
  );
  return [...rejects, ...again, ...same, ...lost, ...uncountable, ...unowned].sort(
    (one, other) => one.line - other.line,
  );
}
