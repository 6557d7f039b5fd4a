import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { Ajv2020, type AnySchemaObject } from 'ajv/dist/2020.js';

const schema = JSON.parse(
  readFileSync(join(import.meta.dirname, '..', '..', 'docs', 'report.schema.json'), 'utf8'),
) as AnySchemaObject;

/** The schema with every object closed: a field that it does not describe is a fault here. */
function closed(node: unknown): unknown {
  if (Array.isArray(node)) return node.map(closed);
  if (typeof node !== 'object' || node === null) return node;
  const copy = Object.fromEntries(Object.entries(node).map(([name, part]) => [name, closed(part)]));
  return 'properties' in copy && 'required' in copy ? { ...copy, additionalProperties: false } : copy;
}

function compile(source: AnySchemaObject) {
  return new Ajv2020({ strict: true, allowUnionTypes: true }).compile(source);
}

const isDescribed = compile(closed(schema) as AnySchemaObject);

/** Whether parsed JSON fits docs/report.schema.json as others use it. */
export const fitsSchema = compile(schema);

/** What parsed JSON holds that docs/report.schema.json does not describe, and what it lacks; the last three faults. */
export function schemaFaults(value: unknown): string[] {
  if (isDescribed(value)) return [];
  return (isDescribed.errors ?? [])
    .slice(-3)
    .map(({ instancePath, message }) => `${instancePath} ${message ?? ''}`);
}
