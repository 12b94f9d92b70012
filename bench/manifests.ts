import { readdirSync, readFileSync } from 'node:fs';

/** The manifests that all input of the bench is made of, by file name; `NUMBER` stands where each copy differs. */
const FOLDER = new URL('manifests/', import.meta.url);
const MANIFESTS = new Map(
  readdirSync(FOLDER)
    .sort()
    .map((name) => [name.replace('.yaml', ''), readFileSync(new URL(name, FOLDER), 'utf8')]),
);
const ALL = [...MANIFESTS.values()];
const OBJECTS = ALL.filter((text) => text.startsWith('apiVersion:'));

/** A document: the manifests in turn, one in seven of an API that is gone, and now and then YAML that is not Kubernetes'. */
export function documentOf(number: number): string {
  return numbered(ALL[number % ALL.length] as string, number);
}

/** A document that is a Kubernetes object. */
export function objectOf(number: number): string {
  return numbered(OBJECTS[number % OBJECTS.length] as string, number);
}

/** A copy of one manifest. Throws where there is none of that name. */
export function copyOf(name: string, number: number): string {
  const text = MANIFESTS.get(name);
  if (text === undefined) throw new Error(`There is no bench/manifests/${name}.yaml.`);
  return numbered(text, number);
}

function numbered(text: string, number: number): string {
  return text.replaceAll('NUMBER', String(number));
}
