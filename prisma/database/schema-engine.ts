import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { dirname, join } from 'node:path';
import {
  bindMigrationAwareSqlAdapterFactory,
  type SqlMigrationAwareDriverAdapterFactory,
} from '@prisma/driver-adapter-utils';

export const SCHEMA = join(import.meta.dirname, '..', 'schema.prisma');

export async function schemaEngine(adapter: SqlMigrationAwareDriverAdapterFactory) {
  loaded ??= loadEngine();
  const { SchemaEngine } = await loaded;
  const datamodels: [string, string][] = [[SCHEMA, readFileSync(SCHEMA, 'utf8')]];
  return SchemaEngine.new({ datamodels }, () => {}, bindMigrationAwareSqlAdapterFactory(adapter));
}

// Prisma's own schema engine as WebAssembly: the CLI would download a binary, which a closed network refuses.
// Its glue keeps one instance a process, so it is loaded once.
let loaded: ReturnType<typeof loadEngine> | undefined;
async function loadEngine() {
  const glue = await import('@prisma/schema-engine-wasm/schema_engine_bg');
  const wasm = join(
    dirname(createRequire(import.meta.url).resolve('@prisma/schema-engine-wasm')),
    'schema_engine_bg.wasm',
  );
  const { instance } = await WebAssembly.instantiate(readFileSync(wasm), {
    './schema_engine_bg.js': glue as never,
  });
  glue.__wbg_set_wasm(instance.exports);
  (instance.exports['__wbindgen_start'] as () => void)();
  return glue;
}
