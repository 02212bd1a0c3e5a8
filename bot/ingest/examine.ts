import { itemMappings } from '../../crm/connectors/items/mappings.ts';
import { Problem } from '../../crm/problem.ts';
import { broken, type Finding, missing, well } from '../finding.ts';
import { type IngestConfig, isClosed } from './config.ts';

/** Whether tools may send items, and whether each mapping can be read. */
export function examineIngest(config: IngestConfig): Finding[] {
  const { secret, ofSource, folder } = config;
  if (isClosed(config))
    return [
      missing('Tools cannot send anything', 'Set INGEST_SECRET; README.md, "Any other tool".'),
    ];
  const mappings = itemMappings(folder);
  const names = mappings.names();
  return [
    well(
      `Tools may send to ${names
        .filter((name) => secret !== null || name in ofSource)
        .map((name) => `/ingest/${name}`)
        .join(', ')}`,
    ),
    ...names.flatMap((name) => {
      try {
        mappings.get(name);
        return [];
      } catch (cause) {
        if (cause instanceof Problem) return broken(cause.say, cause.try);
        throw cause;
      }
    }),
  ];
}
