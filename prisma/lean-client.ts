import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { getInternalDMMF } from '@prisma/get-dmmf';
import { buildAndSerializeParamGraph } from '@prisma/param-graph-builder';

type Document = Parameters<typeof buildAndSerializeParamGraph>[0];

/** The part of Prisma's client that depends on the schema, as its own generator makes it (`config` of `internal/class.ts`). */
export interface ClientConfig {
  previewFeatures: readonly string[];
  clientVersion: string;
  engineVersion: string;
  activeProvider: string;
  inlineSchema: string;
  runtimeDataModel: { models: Record<string, unknown>; enums: object; types: object };
  parameterizationSchema: { strings: string[]; graph: string };
}

/** Throws where the schema cannot be read. `test/operations/install.operations.ts` compares it with what Prisma's command writes. */
export function clientConfig(schema: string): ClientConfig {
  const document = getInternalDMMF({ datamodel: schema });
  if ('type' in document) throw document.error;
  return {
    previewFeatures: [],
    clientVersion: versionOf('@prisma/client'),
    engineVersion: versionOf('@prisma/schema-engine-wasm').split('.').at(-1) ?? '',
    activeProvider: 'postgresql',
    inlineSchema: schema,
    runtimeDataModel: { models: modelsOf(document), enums: {}, types: {} },
    parameterizationSchema: buildAndSerializeParamGraph(document),
  };
}

/** A client without types: an install without Prisma's command (220 MB) runs it, and nobody compiles against it. */
export function leanClient(schema: string): string {
  return `// Written by prisma/generate.ts.
import * as runtime from '@prisma/client/runtime/client';

const compiler = '@prisma/client/runtime/query_compiler_fast_bg.postgresql';
const config = JSON.parse(${JSON.stringify(JSON.stringify(clientConfig(schema)))});
config.compilerWasm = {
  getRuntime: () => import(\`\${compiler}.mjs\`),
  getQueryCompilerWasmModule: async () => {
    const { wasm } = await import(\`\${compiler}.wasm-base64.mjs\`);
    return new WebAssembly.Module(Buffer.from(wasm, 'base64'));
  },
  importName: './query_compiler_fast_bg.js',
};

export const PrismaClient = runtime.getPrismaClient(config);
`;
}

/** Of each field only what the client reads when it runs. */
function modelsOf(document: Document): Record<string, unknown> {
  return Object.fromEntries(
    document.datamodel.models.map(({ name, dbName, schema, fields }) => [
      name,
      {
        fields: fields.map(({ name, kind, type, relationName, dbName }) => ({
          name,
          kind,
          type,
          relationName,
          dbName,
        })),
        dbName,
        schema,
      },
    ]),
  );
}

function versionOf(name: string): string {
  const file = join(import.meta.dirname, '..', 'node_modules', name, 'package.json');
  return JSON.parse(readFileSync(file, 'utf8')).version;
}
