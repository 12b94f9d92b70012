import type { Random } from './random.ts';

/** What breaks readers: marks of YAML, JSON and templates, names that objects have of themselves, numbers, and odd characters. */
export const ODD: readonly string[] = [
  ...[
    '[',
    ']',
    '{',
    '}',
    '- ',
    '? ',
    ': ',
    ':',
    ',',
    '|',
    '>',
    '|2-\n',
    '&a',
    '*a',
    '<<: *a',
    '!!binary ',
    '!<x> ',
    '%YAML 9.9\n',
  ],
  ...[
    '---\n',
    '...\n',
    '--- |\n',
    '\n',
    '\r',
    '\r\n',
    '\t',
    ' ',
    '  ',
    '#',
    ' # ',
    '"',
    "'",
    '\\',
    '`',
    '@',
    '~',
    'null',
    'true',
  ],
  ...[
    '{{',
    '}}',
    '{{ if .a }}',
    '{{ else }}',
    '{{- end -}}',
    '{{ define "a" }}',
    '{{/*',
    '*/}}',
    '{%',
    '%}',
    '<%',
    '{{ include "a" . }}',
  ],
  ...[
    '__proto__',
    'constructor',
    'toString',
    'hasOwnProperty',
    'valueOf',
    '__proto__: {a: b}\n',
    'constructor: {prototype: {a: b}}\n',
  ],
  ...['1e999', '-0', '.inf', '.nan', '0x7fffffffffffffffffff', '9'.repeat(40), '1e-400', '12:30:45', '2001-01-01'],
  ...[
    '\0',
    '\u0007',
    '\u001b[2J',
    '\ud800',
    '\udc00',
    '\ufeff',
    '\ufffe',
    '\u2028',
    '\u202e',
    '\ue000',
    '\u0085',
    '👩‍👩‍👧',
    'é',
  ],
  ...[
    'apiVersion: ',
    'kind: ',
    'apiVersion: extensions/v1beta1\n',
    'kind: Ingress\n',
    'kind: List\nitems:\n',
    'metadata:\n  name: a\n',
  ],
  ...[
    'apiVersion: v1\nkind: __proto__\n',
    'apiVersion: __proto__/v1\n',
    'kind: CustomResourceDefinition\n',
    'apiVersion: a/b/c\n',
    'kind: constructor\n',
  ],
  ...[
    'spec:\n',
    'status:\n',
    'items:\n',
    'template:\n',
    '# api-audit: ignore removed-api -- a\n',
    '"--feature-gates=A=true,B"',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: it is no template of ours.
    '${a}',
    '$(a)',
  ],
  ...[
    '::error file=a::b',
    '</script><script>',
    '<img src=x onerror=alert(1)>',
    '=cmd|a',
    '| a | b |',
    '\u0008\u0008',
    '%0A::error::a',
    ']]>',
  ],
];

/**
 * Changes a text in one to eight places: letters, words, lines and blocks are put in, left out, doubled, moved or mixed with
 * another's.
 *
 * @param odd what is put in; default what breaks readers of manifests.
 */
export function mutated(text: string, other: string, random: Random, odd: readonly string[] = ODD): string {
  let result = text;
  for (let left = 1 + random.below(8); left > 0; left--)
    result = MUTATIONS[random.below(MUTATIONS.length)]?.(result, other, random, odd) ?? result;
  return result;
}

type Mutation = (text: string, other: string, random: Random, odd: readonly string[]) => string;

const MUTATIONS: readonly Mutation[] = [
  (text, _, random, odd) => spliced(text, random.below(text.length + 1), 0, random.pick(odd)),
  (text, _, random, odd) => spliced(text, random.below(text.length + 1), 0, random.pick(odd)),
  (text, _, random, odd) => spliced(text, random.below(text.length + 1), random.below(6), random.pick(odd)),
  (text, _, random) => spliced(text, random.below(text.length + 1), 1, String.fromCharCode(random.below(0x10000))),
  (text, _, random) => spliced(text, random.below(text.length + 1), 1 + random.below(30), ''),
  (text, _, random) => text.slice(0, random.below(text.length + 1)),
  (text, other, random) => spliced(text, random.below(text.length + 1), random.below(100), sliceOf(other, 200, random)),
  (text, _, random) =>
    spliced(text, random.below(text.length + 1), 0, sliceOf(text, 100, random).repeat(random.below(20))),
  (text, _, random) => withLines(text, (lines) => lines.splice(random.below(lines.length), 1)),
  (text, _, random) => withLines(text, (lines) => lines.splice(random.below(lines.length), 0, random.pick(lines))),
  (text, _, random) =>
    withLines(text, (lines) =>
      lines.splice(random.below(lines.length), 0, ...lines.splice(random.below(lines.length), 3)),
    ),
  (text, other, random) =>
    withLines(text, (lines) => lines.splice(random.below(lines.length), 0, random.pick(other.split('\n')))),
  (text, _, random) => withLines(text, (lines) => indent(lines, random)),
  (text, _, random, odd) => withKey(text, random.pick(odd), random),
  (text, other, random) => (random.once(4) ? `${text}\n---\n${other}` : text),
  (text, _, random) => (random.once(6) ? text.replaceAll('\n', random.pick(['\r\n', '\r', '\n\n', '\u2028'])) : text),
];

function spliced(text: string, at: number, length: number, instead: string): string {
  return text.slice(0, at) + instead + text.slice(at + length);
}

function sliceOf(text: string, most: number, random: Random): string {
  const start = random.below(text.length + 1);
  return text.slice(start, start + random.below(most));
}

function withLines(text: string, change: (lines: string[]) => unknown): string {
  const lines = text.split('\n');
  change(lines);
  return lines.join('\n');
}

function indent(lines: string[], random: Random): void {
  const start = random.below(lines.length);
  const by = random.below(8) - 4;
  const end = start + 1 + random.below(6);
  for (let at = start; at < Math.min(end, lines.length); at++) {
    const line = lines[at] as string;
    lines[at] = by < 0 ? line.slice(Math.min(-by, line.length - line.trimStart().length)) : ' '.repeat(by) + line;
  }
}

/** Puts another name in the place of one of the keys. */
function withKey(text: string, name: string, random: Random): string {
  const keys = [...text.matchAll(/[\w./-]+(?=:)/g)];
  const key = keys.length === 0 ? undefined : random.pick(keys);
  return key === undefined ? text : spliced(text, key.index, key[0].length, name);
}

/** Changes the bytes of a text, so that it may be no UTF-8 any more. */
export function mutatedBytes(text: string, random: Random): Uint8Array {
  const utf16 = random.once(4);
  const bytes = Buffer.from(text, utf16 ? 'utf16le' : 'utf8');
  for (let left = random.below(5); left > 0 && bytes.length > 0; left--)
    bytes[random.below(bytes.length)] = random.below(256);
  return random.once(8) ? bytes.subarray(random.below(3)) : bytes;
}
