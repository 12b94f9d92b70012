import type { AuditInput, AuditOptions } from '../audit.ts';
import type { RenderOptions } from '../charts.ts';
import type { KustomizeTool } from '../input/kustomize.ts';
import { ApiAuditError } from '../model/errors.ts';
import type { KnownKeys, Sort } from '../model/known-keys.ts';
import { checkKeys } from '../model/known-keys.ts';

/** All options that audits of any sort have: of one Target, of a range, of a way from one release to another. */
export const COMMON_KEYS = {
  rules: 'object',
  policy: 'object',
  today: 'text',
  components: 'object',
  // It has a sentence of its own.
  vendorFacts: 'any',
  cwd: 'text',
  hidden: 'flag',
  source: 'flag',
  render: 'object',
  stdin: 'any',
  threads: 'number',
  progress: 'function',
} as const satisfies Record<Exclude<keyof AuditOptions, 'target' | 'from' | 'snapshot'>, Sort>;

const RENDER_KEYS = {
  helm: 'object',
  withoutHelm: 'text',
  values: 'texts',
  set: 'texts',
  // `null` is one of its values.
  kustomize: 'any',
  timeout: 'number',
} as const satisfies Record<keyof RenderOptions, Sort>;

const TOOL_KEYS = {
  path: 'text',
  env: 'object',
  folder: 'text',
  args: 'texts',
} as const satisfies Record<keyof KustomizeTool, Sort>;

/**
 * Looks whether the options of an audit, and of what renders in it, are such as there are.
 *
 * @throws ApiAuditError that names what is not.
 */
export function checkOptions(options: Pick<AuditOptions, 'render'>, keys: KnownKeys): void {
  checkKeys(options, keys, 'options');
  const { render } = options;
  if (render === undefined) return;
  checkKeys(render, RENDER_KEYS, 'options.render');
  for (const name of ['helm', 'kustomize'] as const) {
    const tool = render[name];
    if (tool === undefined || tool === null) continue;
    const where = `options.render.${name}`;
    checkKeys(tool, TOOL_KEYS, where);
    if (tool.path === undefined) throw new ApiAuditError(`${where} has no 'path': say where the program is.`);
    if (tool.env === undefined) throw new ApiAuditError(`${where} has no 'env': say what it runs in, {} for nothing.`);
  }
}

/**
 * The inputs of an audit as a list. What is none of the sorts that there are would be passed over, or end the run somewhere deep.
 *
 * @throws ApiAuditError for what is no input.
 */
export function inputsOf(inputs: AuditInput | readonly AuditInput[]): readonly AuditInput[] {
  const list = Array.isArray(inputs) ? (inputs as readonly AuditInput[]) : [inputs as AuditInput];
  const odd = list.findIndex((input) => !isInput(input));
  if (odd === -1) return list;
  const which = Array.isArray(inputs) ? `inputs[${odd}]` : 'The input';
  throw new ApiAuditError(`${which} is none: give a path, { file, text } or { file, objects }.`);
}

function isInput(input: unknown): boolean {
  if (typeof input === 'string') return true;
  if (typeof input !== 'object' || input === null || !('file' in input) || typeof input.file !== 'string') return false;
  // A text may be one that is made when it is asked for: see textGiven.
  if ('text' in input) return !('objects' in input);
  return 'objects' in input && Array.isArray(input.objects);
}

/**
 * The text of an input, read once.
 *
 * @throws ApiAuditError where it is none.
 */
export function textGiven({ file, text: given }: Extract<AuditInput, { readonly text: unknown }>): string | Uint8Array {
  if (typeof given === 'string' || given instanceof Uint8Array) return given;
  throw new ApiAuditError(`The text of ${file} is none: give a string, or the bytes of a file.`);
}
