import type { ProgramShape } from './program-shapes.ts';
import { HEADS } from './program-shapes.ts';
import { numbered, repeated } from './shape.ts';

/** What an API is asked for by, so that what stands for it is followed. */
const USE = 'f({ apiVersion: a, kind: a });\n';
const CLIENT = 'new k8s.BatchV1beta1Api()';

/** A chain in which each constant is made of the one before, and the last is used. */
const chain =
  (link: (at: number) => string, first = 'const a0 = "v1";\n', unit = 24) =>
  (size: number) => {
    const links = Array.from({ length: Math.ceil(size / unit) }, (_, at) => link(at + 1));
    return `${HEADS.ts}${first}${links.join('')}const a = a${Math.min(links.length, 20)};\n${USE}`;
  };

/** Programs in TypeScript in which names stand for names: who follows each way to its end does not come back. */
const REFERENCES: readonly ProgramShape[] = [
  ...(
    [
      ['constants in a chain', (at: number) => `const a${at} = a${at - 1};\n`],
      ['sums that double', (at: number) => `const a${at} = a${at - 1} + a${at - 1};\n`],
      ['templates that double', (at: number) => `const a${at} = \`$\{a${at - 1}}$\{a${at - 1}}\`;\n`],
      ['lists that double', (at: number) => `const a${at} = [a${at - 1}, a${at - 1}];\n`],
      ['choices that double', (at: number) => `const a${at} = b ? a${at - 1} : a${at - 1};\n`],
      ['defaults that double', (at: number) => `const a${at} = a${at - 1} ?? a${at - 1} || b;\n`],
      ['members that double', (at: number) => `const a${at} = { b: a${at - 1}.b }[a${at - 1}.b];\n`],
    ] as const
  ).map(([name, link]): ProgramShape => ({ name, ending: 'ts', make: chain(link) })),
  {
    name: 'spreads that double',
    ending: 'ts',
    make: (size) =>
      `${chain((at) => `const a${at} = { ...a${at - 1}, ...a${at - 1} };\n`, 'const a0 = { b: 1 };\n')(size)}f({ kind: "Pod", ...a, apiVersion: a.apiVersion });\n`,
  },
  {
    name: 'a chain of members',
    ending: 'ts',
    make: repeated('.b', `${HEADS.ts}f({ kind: "Pod", apiVersion: a`, ' });\n'),
  },
  {
    name: 'chains of members',
    ending: 'ts',
    make: repeated(`f({ kind: "Pod", apiVersion: a${'.b'.repeat(30)} });\n`, HEADS.ts),
  },
  {
    name: 'a chain of members in brackets',
    ending: 'ts',
    make: repeated('["b"]', `${HEADS.ts}f({ kind: "Pod", apiVersion: a`, ' });\n'),
  },
  {
    name: 'members that are named by members',
    ending: 'ts',
    make: (size) => `${HEADS.ts}f({ kind: "Pod", apiVersion: ${'a['.repeat(size / 3)}b${']'.repeat(size / 3)} });\n`,
  },
  {
    name: 'constants that stand for each other',
    ending: 'ts',
    make: repeated('const a = b + b, b = a + a;\n', HEADS.ts, USE),
  },
  {
    name: 'variables that are assigned to each other',
    ending: 'ts',
    make: repeated('a = b; b = a;\n', `${HEADS.ts}let a, b;\n`, 'a.createNamespacedPod("a");\n'),
  },
  {
    name: 'functions that return each other',
    ending: 'ts',
    make: (size) =>
      `${HEADS.ts}function f() {${'return g();\n'.repeat(size / 24)}}\nfunction g() {${'return f();\n'.repeat(size / 24)}}\nf().createNamespacedPod("a");\n`,
  },
  {
    name: 'classes that extend each other',
    ending: 'ts',
    make: numbered((at) => `class A${at} extends A${at + 1} {}\nnew A${at}().listNamespacedPod("a");\n`, HEADS.ts),
  },
  {
    name: 'exports of itself',
    ending: 'ts',
    make: repeated('export * from "./case";\n', `${HEADS.ts}import { a } from "./case";\n`, USE),
  },
  {
    name: 'exports of itself by other names',
    ending: 'ts',
    make: numbered(
      (at) => `export { a${at} as a${at + 1} } from "./case";\nexport * from "./case.js";\n`,
      `${HEADS.ts}import { a99 as a } from "./case";\n`,
      USE,
    ),
  },
  {
    name: 'a word that only looks at itself',
    ending: 'ts',
    make: repeated('import { V1Pod, CoreV1Api } from "./case";\n', HEADS.ts, 'export * from "./case";\n'),
  },
];

/** Programs in TypeScript in which there are many of what is rarely there twice. */
const TYPESCRIPT: readonly ProgramShape[] = [
  {
    name: 'imports',
    ending: 'ts',
    make: numbered((at) => `import { V1Pod as P${at} } from "@kubernetes/client-node";\n`, HEADS.ts),
  },
  { name: 'imports that are used', ending: 'ts', make: repeated('k8s.V1beta1CronJob;\n', HEADS.ts) },
  { name: 'names of several groups', ending: 'ts', make: repeated('k8s.V1beta1Ingress;\n', HEADS.ts) },
  {
    name: 'variables',
    ending: 'ts',
    make: numbered((at) => `let a${at} = "v1"; f({ apiVersion: a${at}, kind: "Pod" });\n`, HEADS.ts),
  },
  {
    name: 'calls of clients',
    ending: 'ts',
    make: repeated('a.listNamespacedCronJob("b");\n', `${HEADS.ts}const a = ${CLIENT};\n`),
  },
  {
    name: 'calls of a client that is given later',
    ending: 'ts',
    make: repeated('a.listNamespacedCronJob("b");\n', `${HEADS.ts}let a;\n`, `a = ${CLIENT};\n`),
  },
  {
    name: 'clients, each given later',
    ending: 'ts',
    make: numbered((at) => `let a${at}; a${at} = ${CLIENT}; a${at}.listNamespacedPod("a");\n`, HEADS.ts),
  },
  {
    name: 'calls of members that hold clients',
    ending: 'ts',
    make: numbered((at) => `this.a${at} = ${CLIENT}; this.a${at}.listNamespacedPod("a");\n`, HEADS.ts),
  },
  {
    name: 'calls of custom objects',
    ending: 'ts',
    make: repeated(
      'c.getNamespacedCustomObject(G, V, "a", P, "b");\n',
      `${HEADS.ts}const G = "a.example", V = "v1", P = "as";\n`,
    ),
  },
  {
    name: 'custom objects of many groups, versions and resources',
    ending: 'ts',
    make: (size) => {
      const names = (letter: string) =>
        `[${Array.from({ length: Math.ceil(size / 24) }, (_, at) => `"${letter}${at + 1}"`).join(', ')}]`;
      return `${HEADS.ts}f({ group: ${names('g')}, version: ${names('v')}, plural: ${names('p')} });\n`;
    },
  },
  {
    name: 'objects',
    ending: 'ts',
    make: numbered(
      (at) => `f({ apiVersion: "batch/v1beta1", kind: "CronJob", metadata: { name: "a${at}" } });\n`,
      HEADS.ts,
    ),
  },
  {
    name: 'objects that are assigned to',
    ending: 'ts',
    make: numbered((at) => `a${at}.apiVersion = "v1"; a${at}.kind = "Pod";\n`, HEADS.ts),
  },
  {
    name: 'objects that are assigned an apiVersion only',
    ending: 'ts',
    make: numbered((at) => `a${at}.apiVersion = "v1";\n`, HEADS.ts),
  },
  {
    name: 'properties of one object',
    ending: 'ts',
    make: repeated('apiVersion: a.apiVersion, ', `${HEADS.ts}const a = { kind: "Pod", `, '};\n'),
  },
  {
    name: 'an object that is asked for its last member',
    ending: 'ts',
    make: (size) =>
      `${HEADS.ts}const a = { ${numbered((at) => `b${at}: "v1", `, '')(size / 2)}};\n${numbered((at) => `f({ kind: "Pod", apiVersion: a.b${at} });\n`, '')(size / 2)}`,
  },
  {
    name: 'an enumeration that is asked for its last member',
    ending: 'ts',
    make: (size) =>
      `${HEADS.ts}enum A { ${numbered((at) => `b${at} = "v1", `, '')(size / 2)}}\n${numbered((at) => `f({ kind: "Pod", apiVersion: A.b${at} });\n`, '')(size / 2)}`,
  },
  {
    name: 'versions of one object',
    ending: 'ts',
    make: numbered((at) => `"a/v${at + 1}", `, `${HEADS.ts}f({ kind: "Pod", apiVersion: [`, '] });\n'),
  },
  {
    name: 'members that are named by members of the same object',
    ending: 'ts',
    make: numbered(
      (at) => `[a.b${at}]: "v1", `,
      `${HEADS.ts}const a = { `,
      '};\nf({ kind: "Pod", apiVersion: a.b9 });\n',
    ),
  },
  {
    name: 'uses in deep blocks',
    ending: 'ts',
    make: (size) =>
      `${HEADS.ts}${'{'.repeat(Math.min(1000, size / 4))}${'f(k8s.V1Pod, { apiVersion: a, kind: b });\n'.repeat(size / 50)}`,
  },
  {
    name: 'blocks in one another',
    ending: 'ts',
    make: repeated('{ const b = "v1"; f({ apiVersion: c, kind: "Pod" });', HEADS.ts),
  },
  { name: 'functions in one another', ending: 'ts', make: repeated('(a => k8s.V1Pod ? a.b :', HEADS.ts) },
  { name: 'a fluent chain', ending: 'ts', make: repeated('.api.v1', `${HEADS.ts}client`, ';\n') },
  {
    name: 'patterns in one another',
    ending: 'ts',
    make: (size) => `${HEADS.ts}const ${'{a: '.repeat(size / 5)}b${'}'.repeat(size / 5)} = k8s;\nb.V1Pod;\n`,
  },
  {
    name: 'a chain of packages',
    ending: 'ts',
    make: numbered((at) => `const a${at + 1} = a${at}.apps; a${at}.v1.Deployment;\n`, `${HEADS.ts}const a0 = k8s;\n`),
  },
];

/** The same in the languages that are read by their words. */
const WORDS: readonly ProgramShape[] = [
  { name: 'imports', ending: 'go', make: numbered((at) => `import a${at} "k8s.io/api/batch/v1beta1"\n`, HEADS.go) },
  { name: 'selectors', ending: 'go', make: repeated('var a v1beta1.CronJob\n', HEADS.go) },
  { name: 'calls of clients', ending: 'go', make: repeated('c.BatchV1beta1().CronJobs("a").List(ctx)\n', HEADS.go) },
  { name: 'a chain of calls', ending: 'go', make: repeated('.Batch().V1beta1().CronJobs()', `${HEADS.go}c`) },
  {
    name: 'constants that stand for each other',
    ending: 'go',
    make: numbered((at) => `const a${at} = a${at + 1}\nvar b = TypeMeta{APIVersion: a${at}, Kind: a${at}}\n`, HEADS.go),
  },
  {
    name: 'resources',
    ending: 'go',
    make: repeated('{Group: a, Version: "v1beta1", Resource: "ingresses"},\n', `${HEADS.go}const a = "extensions"\n`),
  },
  { name: 'classes of several groups', ending: 'py', make: repeated('client.V1beta1Ingress\n', HEADS.py) },
  {
    name: 'classes and clients',
    ending: 'py',
    make: repeated('V1Pod ExtensionsV1beta1Api V1beta1Ingress\n', HEADS.py),
  },
  {
    name: 'clients',
    ending: 'py',
    make: numbered((at) => `a${at} = client.BatchV1beta1Api()\na${at}.list_namespaced_cron_job("a")\n`, HEADS.py),
  },
  {
    name: 'custom objects in one another',
    ending: 'py',
    make: (size) => {
      const depth = Math.ceil(size / 48);
      return `${HEADS.py}${'a.get_namespaced_custom_object("a.example", V, '.repeat(depth)}b${')'.repeat(depth)}\n`;
    },
  },
  {
    name: 'constants',
    ending: 'py',
    make: numbered((at) => `A${at} = "v1"\nb = {"apiVersion": A${at}, "kind": A${at + 1}}\n`, HEADS.py),
  },
  {
    name: 'names of Pulumi',
    ending: 'py',
    make: repeated('k8s.networking.v1beta1.Ingress("a")\n', 'import pulumi_kubernetes as k8s\n'),
  },
  { name: 'assignments of dotted names', ending: 'py', make: repeated('a = b.c.d.e.f\n', HEADS.py) },
  {
    name: 'resources',
    ending: 'tf',
    make: numbered((at) => `resource "kubernetes_cron_job_v1beta1" "a${at}" {}\n`, HEADS.tf),
  },
  {
    name: 'manifests',
    ending: 'tf',
    make: repeated('manifest = {\n  apiVersion = local.a\n  kind = "CronJob"\n}\n', `${HEADS.tf}a = "batch/v1beta1"\n`),
  },
  { name: 'blocks in one another', ending: 'tf', make: repeated('a {\n  b = 1\n', HEADS.tf) },
  {
    name: 'locals that stand for each other',
    ending: 'tf',
    make: numbered((at) => `a${at} = "\${local.a${at + 1}}/api/v1/nodes"\n`, HEADS.tf),
  },
];

/** Programs in which one long constant is used again and again. */
const LONG: readonly ProgramShape[] = [
  {
    name: 'a long constant in templates',
    ending: 'ts',
    make: (size) =>
      // biome-ignore lint/suspicious/noTemplateCurlyInString: it is one of the program's.
      `${HEADS.ts}const a = "${'apiVersion: v1\\nkind: Pod\\n---\\n'.repeat(size / 64)}";\n${'f(`/api/v1/${a}`);\n'.repeat(size / 36)}`,
  },
  {
    name: 'a long constant as a kind',
    ending: 'ts',
    make: (size) =>
      `${HEADS.ts}const a = "${'A'.repeat(size / 2)}";\n${'f({ apiVersion: "v1", kind: a });\n'.repeat(size / 64)}`,
  },
  {
    name: 'a long constant as a name',
    ending: 'ts',
    make: (size) =>
      `${HEADS.ts}const a = "${'a'.repeat(size / 2)}";\n${'f({ apiVersion: "v1", kind: "Pod", metadata: { name: a } });\n'.repeat(size / 120)}`,
  },
  {
    name: 'a long constant in strings',
    ending: 'py',
    make: (size) =>
      `${HEADS.py}a = "${'apiVersion: v1\\nkind: Pod\\n---\\n'.repeat(size / 64)}"\n${'f(f"/api/v1/{a}")\n'.repeat(size / 36)}`,
  },
  {
    name: 'a long constant as a kind',
    ending: 'go',
    make: (size) =>
      `${HEADS.go}const a = "${'A'.repeat(size / 2)}"\n${'b(T{APIVersion: "v1", Kind: a})\n'.repeat(size / 64)}`,
  },
  {
    name: 'a long constant as a step, a group and a version',
    ending: 'go',
    make: (size) =>
      `${HEADS.go}const a = "v${'1'.repeat(size / 2)}"\n${'b.AbsPath(a, a); c(T{Group: a, APIVersion: "v1", Kind: "b"}, a)\n'.repeat(size / 130)}`,
  },
];

/** Programs with crowds of imports, calls, constants and objects, and names that stand for one another. */
export const PROGRAM_CROWDS: readonly ProgramShape[] = [...REFERENCES, ...TYPESCRIPT, ...WORDS, ...LONG];
