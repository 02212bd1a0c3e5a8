import type { DatedRecord, ItemMapping } from '../connectors/items/compile.ts';
import type { ItemMappings } from '../connectors/items/mappings.ts';
import { BadRow } from '../connectors/mapping/format.ts';
import type { Json } from '../connectors/mapping/json.ts';
import type { SourceRecord } from '../customer/records.ts';
import { Problem } from '../problem.ts';

/** An item by its place in the delivery. */
export interface PlacedItem {
  position: number;
  item: Json;
}

/** Items as their mapping reads them. */
export interface MappedItems {
  departments: readonly SourceRecord[];
  /** The mapping leaves out those without records. */
  items: readonly { position: number; records: readonly DatedRecord[] }[];
  aside: readonly AsideItem[];
}

/** An item that could not be saved, and why. */
export interface AsideItem {
  position: number;
  reason: string;
}

/** An item that cannot be read is kept aside whole. Where the mapping itself is wrong or gone, all are. */
export function mapItems(
  items: readonly PlacedItem[],
  {
    source,
    mappings,
    ...at
  }: { source: string; mappings: ItemMappings; receivedAt: Date; now: Date },
): MappedItems {
  const mapping = mappingOf(source, mappings);
  if ('reason' in mapping)
    return {
      departments: [],
      items: [],
      aside: items.map(({ position }) => ({ position, reason: mapping.reason })),
    };
  const aside: AsideItem[] = [];
  const mapped = items.flatMap(({ position, item }) => {
    try {
      return { position, records: mapping.recordsOf(item, at) };
    } catch (cause) {
      if (!(cause instanceof BadRow)) throw cause;
      aside.push({ position, reason: cause.message });
      return [];
    }
  });
  return { departments: mapping.departments, items: mapped, aside };
}

function mappingOf(source: string, mappings: ItemMappings): ItemMapping | { reason: string } {
  try {
    return mappings.get(source) ?? { reason: `there is no mapping "${source}" any more` };
  } catch (cause) {
    if (!(cause instanceof Problem)) throw cause;
    return { reason: cause.say };
  }
}
