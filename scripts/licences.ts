import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

const HEAD = 'The files in this folder hold code of the packages below, each under the licence that follows its name.';
const RULE = '-'.repeat(80);

/**
 * The licences of the packages that a bundle holds code of, as one text: name, version, then the words of each.
 *
 * @param root the folder that `inputs` are relative to.
 * @param inputs the files that went into the bundle; those below no `node_modules` are our own.
 * @throws Error where a package has no file with its licence: then somebody has to look.
 */
export function licencesOf(root: string, inputs: readonly string[]): string {
  const folders = new Set(inputs.flatMap((input) => /^.*\bnode_modules\/(?:@[^/]+\/)?[^/]+/.exec(input)?.[0] ?? []));
  const texts = [...folders].sort().map((folder) => {
    const { name, version, license } = JSON.parse(readFileSync(join(root, folder, 'package.json'), 'utf8'));
    const file = readdirSync(join(root, folder)).find((entry) => /^licen[cs]e/i.test(entry));
    if (file === undefined)
      throw new Error(`${name} ${version} (${license}) is bundled, and has no file with its licence`);
    const text = readFileSync(join(root, folder, file), 'utf8')
      .replaceAll('\r\n', '\n')
      .trim();
    return `${RULE}\n${name} ${version}, ${license}\n\n${text}\n`;
  });
  return `${HEAD}\n\n${texts.join('\n')}`;
}
