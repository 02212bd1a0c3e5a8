import type { Plan } from './plan.ts';
import type { ImportStore, Run, Vanished } from './port.ts';
import { type Prepared, prepare } from './prepare.ts';
import { readRows } from './reader.ts';
import { openRejects, type RejectsFile } from './rejects.ts';
import { rejectsOfBatch } from './rejects-of-batch.ts';
import { addCounts, newFile, RunState } from './state.ts';
import type { Step } from './steps.ts';
import { findVanished, type LeftAlone } from './vanished.ts';

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
  /** Records of earlier runs that were in none of the files. */
  vanished: readonly Vanished[];
  /** Files of which nothing was ended, since not every row of them was read. */
  leftAlone: readonly LeftAlone[];
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
  const gone = await findVanished(store, { run, plan, state: so.state, now: now() });
  await store.finish(run, now());
  return { state: so.state, resumed: run.resumed, ...gone };
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
  for await (const { rows, bytes } of readRows(step.path, { ...step.written, size })) {
    const begins = row;
    row += rows.length;
    if (row <= skip) continue;
    const fresh = rows.slice(Math.max(0, skip - begins));
    const prepared = await prepare(step, fresh, {
      lookUp: (keys, named) => store.lookUp(run, keys, named),
      now: task.now(),
      before: row - fresh.length,
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
    keys: step.keys,
    folds: step.work.kind === 'fold' ? step.work.folds : null,
    now: now(),
    also: first && file === 0 ? plan.departments : [],
    settle(outcome) {
      // Look-ups are read again as files of their own: their odd rows are told there. A sum lacks those that are no numbers.
      if (file < 0) {
        const odd = step.work.kind === 'fold' ? prepared.rejects : [];
        const bytes = rejects.write(odd, so.state.rejects.bytes);
        settled = { ...so.state, rejects: { ...so.state.rejects, bytes } };
        return settled;
      }
      const bytes = rejects.write(
        rejectsOfBatch(step.file, prepared, outcome),
        so.state.rejects.bytes,
      );
      settled = {
        rejects: { ...so.state.rejects, bytes },
        files: so.state.files.map((one, at) =>
          at === file
            ? addCounts(
                one,
                { rows, skipped: prepared.skipped, rejects: prepared.rejects },
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
