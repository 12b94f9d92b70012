import type { Shape } from './shape.ts';
import { numbered, repeated } from './shape.ts';

/** A program and the language it is in. */
export interface Program {
  /** The ending of its file's name, without the dot. */
  readonly ending: string;
  readonly text: string;
}

/** A program that is hard to read, of about so many characters. */
export interface ProgramShape extends Shape {
  readonly ending: keyof typeof HEADS;
}

/** What makes each language's reader look at a file at all. */
export const HEADS = {
  ts: 'import * as k8s from "@kubernetes/client-node";\n',
  go: 'package a\nimport v1beta1 "k8s.io/api/batch/v1beta1"\n',
  py: 'from kubernetes import client\n',
  tf: 'apiVersion = 1\n',
  sh: 'kubectl get --raw /apis/\n',
  java: 'import io.fabric8.kubernetes.client;\n',
  rs: 'use k8s_openapi::api;\n',
  rb: 'kubernetes = 1\n',
  jsonnet: 'local k = 1; // kubernetes\n',
  cue: 'package kubernetes\n',
} as const;

const ENDINGS = Object.keys(HEADS) as (keyof typeof HEADS)[];

/** The same in every language, after its head. */
const inAll = (name: string, make: (head: string) => Shape['make']): ProgramShape[] =>
  ENDINGS.map((ending) => ({ name: `${name} (.${ending})`, ending, make: make(HEADS[ending]) }));

/** Signs that begin something, and never end it. */
const UNITS = [
  ...['(', '{', '[', '({[', ')', '}', ')]}', '<', '"', "'", '`', '\\', '\\"', '"\\', '/', '/* ', '/*', '//', '#', '*/'],
  ...['<<A\n', '<<-A\n', '<<', '"""', '"""\\', "'''", 'f"{', 'r"""', '`\n', '"\n', '\\\n', '{{', '}}', '%s', '%', '@'],
  ...[
    '\\"\\\n',
    "\\'\\\n",
    '@"\\"',
    '|||\n',
    '<<~A\n',
    "<<<'A'\n",
    '#{"',
    'f(a, ',
    '{kind: ',
    '{apiVersion: ',
    '${',
    '`${',
    '`${`',
    '"${',
    'a.',
    'a?.',
    'a+',
    'a=',
    'a:',
    'a,',
    '...',
    '=>',
  ],
  ...['\0', '\n', ' ', '\t', '\r', ';', '.', ',', ':', '=', '-', '!', 'a ', 'a\n', '1 ', '1.', 'é', '\ud800', '\u2028'],
  ...[
    'import ',
    'import "',
    'await ',
    'new ',
    'class a{',
    'function(){',
    'async ',
    'declare/**/',
    'if(',
    '<a>',
    'a<',
    'a?',
    'a?b:',
  ],
];

/** Manifests in a string of a program, with the string's own letters for the ends of lines. */
const manifests = (newline: string, value = 'batch/v1beta1') =>
  `apiVersion: ${value}${newline}kind: CronJob${newline}---${newline}`;

/** Programs whose signs, words or strings are hard to take apart, whatever they say. */
export const PROGRAM_SHAPES: readonly ProgramShape[] = [
  ...UNITS.flatMap((unit) => inAll(`nothing but ${JSON.stringify(unit)}`, (head) => repeated(unit, head))),
  ...inAll('deep brackets that end', (head) => (size) => {
    const depth = Math.ceil(size / 6);
    return `${head}a = ${'(['.repeat(depth)}b${'])'.repeat(depth)}\n`;
  }),
  ...inAll('objects in the kinds of one another', (head) => (size) => {
    const depth = Math.ceil(size / 30);
    return `${head}a = ${'{"apiVersion": "v1", "kind": '.repeat(depth)}"Pod"${'}'.repeat(depth)}\n`;
  }),
  ...inAll('objects in the apiVersions of one another', (head) =>
    repeated('{"kind": "Pod", "apiVersion": ', `${head}a = `),
  ),
  ...inAll('groups in the groups of one another', (head) =>
    repeated('{"Version": "v1", "version": "v1", "Group": {"group": ', `${head}a = `),
  ),
  ...inAll('a long sum of strings', (head) => repeated(' + "b"', `${head}a = "apiVersion"`, '\n')),
  ...inAll('long sums of strings in parentheses', (head) =>
    repeated('("b" + "c") + ', `${head}a = "/api/v1/pods" + `, '"d"\n'),
  ),
  ...inAll('strings', (head) => repeated('"apiVersion" ', head)),
  ...inAll('strings and names', (head) => numbered((at) => `a${at} = "apiVersion" \n`, head)),
  ...inAll('paths in one string', (head) => repeated('/apis/batch/v1beta1/cronjobs ', `${head}a = "`, '"\n')),
  ...inAll('paths of which only a run tells the group', (head) =>
    // biome-ignore lint/suspicious/noTemplateCurlyInString: it is one of the program's.
    repeated('/apis/%s{a}${b}/v1beta1/cronjobs ', `${head}a = f"`, '"\n'),
  ),
  ...inAll('a path without an end', (head) => repeated('/apis/', `${head}a = "`, '"\n')),
  ...inAll('manifests in one string', (head) => repeated(manifests('\\n'), `${head}a = "`, '"\n')),
  ...inAll('manifests in one string, with holes', (head) =>
    // biome-ignore lint/suspicious/noTemplateCurlyInString: it is one of the program's.
    repeated(manifests('\\n', '%s{a}${b}'), `${head}a = f"`, '"\n'),
  ),
  ...inAll('manifests in strings', (head) => repeated(`a = "${manifests('\\n')}"\n`, head)),
  ...inAll('a string of escapes', (head) => repeated('\\u0041\\x41\\n', `${head}a = "apiVersion: v1\\nkind: `, '"\n')),
  ...inAll('a string of backslashes', (head) => repeated('\\\\', `${head}a = "apiVersion`, '"\n')),
  ...inAll('a name in a brace that does not end', (head) => repeated('b', `${head}a = f"apiVersion {`, '"\n')),
  ...inAll('a name in a hole that does not end', (head) => repeated('b', `${head}a = "apiVersion $\{`, '"\n')),
  ...inAll('braces that do not end', (head) => repeated('{a', `${head}a = f"apiVersion `, '"\n')),
  ...inAll('comments', (head) => repeated('# a\n// a\n/* a */\n', head)),
  ...inAll('blanks and comments between words', (head) => repeated('a /* a */  \n\n', `${head}`)),
  ...inAll('a long word', (head) => repeated('a', `${head}V1beta1`)),
  ...inAll('a word of dashes', (head) => repeated('-a', `${head}a`)),
  ...inAll('a number', (head) => repeated('1.', `${head}a = 1`)),
  { name: 'raw strings', ending: 'go', make: repeated(`a = \`${manifests('\n')}\`\n`, HEADS.go) },
  { name: 'manifests in a raw string', ending: 'go', make: repeated(manifests('\n'), `${HEADS.go}a = \``, '`\n') },
  { name: 'verbs of a format', ending: 'go', make: repeated('%s%[1]v', `${HEADS.go}a = "/apis/`, '"\n') },
  { name: 'documentation', ending: 'py', make: repeated('"""apiVersion: v1\nkind: Pod\n"""\n', HEADS.py) },
  { name: 'manifests in a text', ending: 'py', make: repeated(manifests('\n'), `${HEADS.py}a = """`, '"""\n') },
  { name: 'blanks before a string', ending: 'py', make: repeated(' ', HEADS.py, '"""/api/v1/pods"""\n') },
  { name: 'a here-document of blanks', ending: 'tf', make: repeated(' ', `${HEADS.tf}a = <<A\n`, 'b\nA\n') },
  { name: 'a here-document of blank lines', ending: 'tf', make: repeated('  \n', `${HEADS.tf}a = <<A\n`, 'A\n') },
  { name: 'a here-document of its mark', ending: 'tf', make: repeated('A ', `${HEADS.tf}a = <<A\n`, '\nA\n') },
  {
    name: 'a mark of a here-document',
    ending: 'rb',
    make: (size) => `${HEADS.rb}<<${'A'.repeat(size / 2)}\n${'b\n'.repeat(size / 4)}`,
  },
  {
    name: 'here-documents',
    ending: 'rb',
    make: numbered((at) => `a = <<~A${at}\n${manifests('\n')}A${at}\n`, HEADS.rb),
  },
  {
    name: 'here-documents',
    ending: 'sh',
    make: numbered((at) => `cat <<A${at}\n${manifests('\n', '$a')}A${at}\n`, HEADS.sh),
  },
  { name: 'here-documents that do not end', ending: 'sh', make: numbered((at) => `cat <<A${at}\n`, HEADS.sh) },
  { name: 'commands in one another', ending: 'sh', make: repeated('$(kubectl ', HEADS.sh) },
  { name: 'paths of variables', ending: 'sh', make: repeated('$A/apis/$(b)/v1/c ', HEADS.sh, '\n') },
  {
    name: 'a chain of calls',
    ending: 'java',
    make: repeated('.withKind("a").editB().withApiVersion("v1")', `${HEADS.java}a`),
  },
  { name: 'slashes in a step', ending: 'go', make: repeated('/', `${HEADS.go}c.AbsPath("a`, 'b", "c")\n') },
  { name: 'a mark of a here-document', ending: 'tf', make: repeated('A', `${HEADS.tf}a = <<`, '\nb\nA\n') },
  {
    name: 'here-documents',
    ending: 'tf',
    make: numbered((at) => `a = <<-A${at}\n${manifests('\n')}A${at}\n`, HEADS.tf),
  },
  { name: 'here-documents that do not end', ending: 'tf', make: numbered((at) => `<<A${at}\nA\n`, HEADS.tf) },
  {
    name: 'manifests in a here-document',
    ending: 'tf',
    make: repeated(manifests('\n'), `${HEADS.tf}a = <<A\n`, 'A\n'),
  },
  {
    name: 'template literals in one another',
    ending: 'ts',
    make: (size) => `${HEADS.ts}f(${'`/api/v1/${'.repeat(size / 14)}a${'}`'.repeat(size / 14)});\n`,
  },
  {
    name: 'template literals of many holes',
    ending: 'ts',
    // biome-ignore lint/suspicious/noTemplateCurlyInString: it is one of the program's.
    make: repeated('${a}/apis/', `${HEADS.ts}f(\``, '`);\n'),
  },
  { name: 'tags of JSX', ending: 'ts', make: repeated('<a b={', HEADS.ts) },
  { name: 'types in one another', ending: 'ts', make: repeated('A<', `${HEADS.ts}let a: `) },
  { name: 'awaits and casts', ending: 'ts', make: repeated('await (', `${HEADS.ts}f({ apiVersion: `) },
  { name: 'regular expressions', ending: 'ts', make: repeated('/[a/', HEADS.ts) },
];
