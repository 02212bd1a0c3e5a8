import type { Connector, ConnectorWriter } from '../../crm/connector.ts';
import { Upstream } from '../../crm/problem.ts';
import type { Platforms } from '../rapport.ts';

/** Hears how each call to somebody else's system ended: `ok`, a fault of `Upstream`, or `broken` where it was ours. */
export type CallEnded = (system: string, outcome: string) => void;

/** The same platforms; calls to those that are chats are counted. */
export const countedPlatforms = (platforms: Platforms, ended: CallEnded): Platforms =>
  Object.fromEntries(
    Object.entries(platforms).map(([id, platform]) => [
      id,
      platform.standsIn ? platform : counted(platform, id, ended),
    ]),
  );

/** The same connector; what it reads, writes and asks for in a colleague's name is counted. */
export function countedConnector(connector: Connector, ended: CallEnded): Connector {
  const { id, reader, writer, journal, consent } = connector;
  const writing = (one: ConnectorWriter): ConnectorWriter => ({
    ...counted(one, id, ended),
    ...(one.stages && { stages: counted(one.stages, id, ended) }),
    ...(one.files && { files: counted(one.files, id, ended) }),
  });
  return {
    ...connector,
    reader: counted(reader, id, ended),
    writer: writer && writing(writer),
    ...(journal && { journal: counted(journal, id, ended) }),
    ...(consent && {
      consent: {
        ...counted(consent, id, ended),
        writerAs: (tokens) => writing(consent.writerAs(tokens)),
      },
    }),
  };
}

/** The same object; a function of it that gives a promise is counted once that is settled. */
function counted<Part extends object>(part: Part, system: string, ended: CallEnded): Part {
  return new Proxy(part, {
    get(target, name) {
      const value: unknown = Reflect.get(target, name);
      if (typeof value !== 'function' || LIFE.has(String(name))) return value;
      return (...args: unknown[]) => watch(Reflect.apply(value, target, args), system, ended);
    },
  });
}

/** The coming and going of a platform is no call. */
const LIFE: ReadonlySet<string> = new Set(['start', 'stop']);

function watch(result: unknown, system: string, ended: CallEnded): unknown {
  if (!(result instanceof Promise)) return result;
  return result.then(
    (value: unknown) => {
      ended(system, 'ok');
      return value;
    },
    (cause: unknown) => {
      ended(system, cause instanceof Upstream ? cause.fault : 'broken');
      throw cause;
    },
  );
}
