import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { Ajv } from 'ajv';

const require = createRequire(import.meta.url);
const schema = JSON.parse(
  readFileSync(new URL('../../fixtures/adaptive-card-1.5.0.json', import.meta.url), 'utf8'),
);
delete schema.id;
const ajv = new Ajv({ strict: false, validateFormats: false, allErrors: true });
ajv.addMetaSchema(require('ajv/dist/refs/json-schema-draft-06.json'));
const validate = ajv.compile(schema);
const { AdaptiveCard, SerializationContext } = require('adaptivecards/dist/adaptivecards.js');

/** Faults that the official schema and the official parser find in a card; each sees some that the other misses. */
export function brokenInCard(card: unknown): string[] {
  const { msteams: _, ...rest } = JSON.parse(JSON.stringify(card), withoutCharts);
  const broken = validate(rest)
    ? []
    : (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath} ${message}`);
  const context = new SerializationContext();
  new AdaptiveCard().parse(rest, context);
  const parsed = Array.from({ length: context.eventCount }, (_event, i) =>
    String(context.getEventAt(i).message),
  );
  return [
    ...broken,
    ...parsed,
    ...(Buffer.byteLength(JSON.stringify(card)) > 28_000 ? ['too many bytes'] : []),
  ];
}

/** Teams' charts, its people picker, and the widths and looks that it knows besides, are newer than the schema: a client without them takes the fallback. */
function withoutCharts(_key: string, value: unknown): unknown {
  if (typeof value !== 'object' || value === null || !('type' in value)) return value;
  if (value.type === 'Chart.Line' && 'fallback' in value) return value.fallback;
  const {
    targetWidth: _width,
    themedUrls: _looks,
    'choices.data': _people,
    ...rest
  } = { targetWidth: 0, themedUrls: 0, 'choices.data': 0, ...value };
  return rest;
}
