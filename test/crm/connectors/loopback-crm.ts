import { once } from 'node:events';
import type { AddressInfo } from 'node:net';
import express, { type Response } from 'express';
import { z } from 'zod';
import type { CrmMethod, MemoryCrm } from '../../../crm/connectors/memory.ts';
import type { WritableConnector } from '../../../crm/note/target-connector.ts';
import { Upstream } from '../../../crm/problem.ts';

/** `silent`: it takes the call and says nothing, until the caller's patience ends. */
export type LoopbackTrouble =
  | 'rate-limited'
  | 'unavailable'
  | 'unauthorised'
  | 'rejected'
  | 'answer-lost'
  | 'silent';

/** A CRM behind HTTP on loopback: it outlives whoever talks to it, so a bot may be killed in between. */
export interface LoopbackCrm {
  url: string;
  /** The CRM's records. */
  memory: MemoryCrm;
  connect(options?: { patience?: number }): WritableConnector;
  /** These happen to the next calls, in order; `null` lets one through. */
  next(...troubles: (LoopbackTrouble | null)[]): void;
  /** Asked for every call where nothing was said with `next`. */
  always(trouble: (call: { method: string; text: string }) => LoopbackTrouble | null): void;
  /** Method and key of every call that arrived, failed ones too. */
  calls: { method: string; key: string | null }[];
  close(): Promise<void>;
}

export interface LoopbackOptions {
  retryAfter?: number;
  /** The bot's clock reads it at any time, and such a call is neither counted nor troubled. */
  quietReading?: boolean;
}

/** Seconds, as HTTP says it. */
const RETRY_AFTER = 7;
const At = z.coerce.date();
const Note = z.object({
  key: z.string(),
  customer: z.string(),
  author: z.string().nullable(),
  body: z.string(),
  at: At,
});
const Task = z.object({
  key: z.string(),
  customer: z.string(),
  owner: z.string().nullable(),
  what: z.string(),
  at: At,
  dueAt: At.nullable(),
  done: z.boolean(),
});
const File = z.object({
  key: z.string(),
  note: z.string(),
  name: z.string(),
  type: z.string().nullable(),
  bytes: z.base64().transform((text) => new Uint8Array(Buffer.from(text, 'base64'))),
});
const Owner = z.object({ key: z.string(), customer: z.string(), owner: z.string() });

export async function loopbackCrm(
  memory: MemoryCrm,
  { retryAfter = RETRY_AFTER, quietReading = false }: LoopbackOptions = {},
): Promise<LoopbackCrm> {
  const http = express();
  const calls: LoopbackCrm['calls'] = [];
  const coming: (LoopbackTrouble | null)[] = [];
  let otherwise: (call: { method: string; text: string }) => LoopbackTrouble | null = () => null;
  http.post('/:method', express.json({ limit: '1mb' }), async (request, response) => {
    const { method } = request.params;
    const args: unknown[] = request.body;
    if (method === 'changesSince' && quietReading)
      return void response.json({ value: await run(memory, method, args) });
    calls.push({
      method,
      key: z
        .array(z.unknown())
        .transform(
          (given) =>
            given.flatMap(
              (one) => z.object({ key: z.string() }).safeParse(one).data?.key ?? [],
            )[0] ?? null,
        )
        .parse(args),
    });
    const trouble =
      coming.length > 0 ? coming.shift() : otherwise({ method, text: JSON.stringify(args) });
    if (trouble === 'silent') return;
    if (trouble && trouble !== 'answer-lost') return fails(response, trouble, retryAfter);
    const done = await run(memory, method, args).then(
      (value) => ({ value }),
      (cause: unknown) => ({ cause }),
    );
    if (trouble) return void response.destroy();
    if ('cause' in done)
      return void response
        .status(422)
        .json({ message: done.cause instanceof Upstream ? done.cause.reason : String(done.cause) });
    response.json({ value: done.value ?? null });
  });
  const server = http.listen(0, '127.0.0.1');
  await once(server, 'listening');
  const url = `http://127.0.0.1:${(server.address() as AddressInfo).port}`;
  return {
    url,
    memory,
    calls,
    connect: (options) => loopbackConnector(url, { id: memory.id, name: memory.name, ...options }),
    next: (...troubles) => void coming.push(...troubles),
    always: (trouble) => {
      otherwise = trouble;
    },
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}

async function run(
  memory: MemoryCrm,
  method: string,
  [first, second, third]: readonly unknown[],
): Promise<unknown> {
  switch (method as CrmMethod) {
    case 'find':
      return memory.reader.find(z.string().parse(first));
    case 'changesSince':
      return memory.reader.changesSince(z.string().nullable().parse(first));
    case 'addNote':
      return memory.writer.addNote(Note.parse(first));
    case 'updateNote':
      return memory.writer.updateNote(
        z.string().parse(first),
        Note.parse(second),
        z.array(z.string()).nullish().parse(third) ?? undefined,
      );
    case 'addTask':
      return memory.writer.addTask(Task.parse(first));
    case 'updateTask':
      return memory.writer.updateTask(z.string().parse(first), Task.parse(second));
    case 'setOwner':
      return memory.writer.setOwner(Owner.parse(first));
    case 'addFile':
      return memory.writer.files.add(File.parse(first));
    case 'findFile':
      return memory.writer.files.find(z.string().parse(first), z.string().parse(second));
    case 'removeFile':
      return memory.writer.files.remove(z.string().parse(first), z.string().parse(second));
    default:
      throw new Error(`No method ${method}`);
  }
}

function fails(
  response: Response,
  trouble: Exclude<LoopbackTrouble, 'answer-lost' | 'silent'>,
  retryAfter: number,
): void {
  if (trouble === 'rate-limited')
    response.status(429).set('retry-after', String(retryAfter)).json({});
  else if (trouble === 'rejected')
    response.status(422).json({ message: 'property renewal_risk does not exist' });
  else response.status(trouble === 'unavailable' ? 500 : 401).json({});
}

/** Talks to it from any process. Milliseconds of patience. */
export function loopbackConnector(
  url: string,
  {
    id = 'memory',
    name = 'the CRM on loopback',
    patience = 2_000,
  }: { id?: string; name?: string; patience?: number } = {},
): WritableConnector {
  async function call<Result>(method: CrmMethod, ...args: unknown[]): Promise<Result> {
    const answer = await fetch(`${url}/${method}`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(args),
      signal: AbortSignal.timeout(patience),
    })
      .then(async (response) => ({
        response,
        body: (await response.json()) as { value: Result; message?: string },
      }))
      .catch((cause: unknown) => Promise.reject(new Upstream(id, 'unavailable', { cause })));
    const { response, body } = answer;
    if (response.ok) return body.value;
    if (response.status === 429)
      throw new Upstream(id, 'rate-limited', {
        retryAfter: Number(response.headers.get('retry-after')) * 1000,
      });
    if (response.status === 401) throw new Upstream(id, 'unauthorised');
    throw response.status === 422
      ? new Upstream(id, 'rejected', { reason: body.message ?? 'no reason given' })
      : new Upstream(id, 'unavailable');
  }
  return {
    id,
    name,
    reader: {
      find: (query) => call('find', query),
      changesSince: (cursor) => call('changesSince', cursor),
    },
    writer: {
      addNote: (note) => call('addNote', note),
      updateNote: (remote, note, known) => call('updateNote', remote, note, known),
      addTask: (task) => call('addTask', task),
      updateTask: (remote, task) => call('updateTask', remote, task),
      setOwner: (change) => call('setOwner', change),
      files: {
        add: (file) =>
          call('addFile', { ...file, bytes: Buffer.from(file.bytes).toString('base64') }),
        find: (note, key) => call('findFile', note, key),
        remove: (note, file) => call('removeFile', note, file),
      },
    },
  };
}
