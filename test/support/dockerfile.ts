import { execFile } from 'node:child_process';
import { cp, mkdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import type { Copy, From, Instruction, JSONInstruction } from 'dockerfile-ast';
import { DockerfileParser } from 'dockerfile-ast';
import { ROOT } from './cli.ts';

/** A stage of a build: what it begins with, and what is done in it. */
export interface Stage {
  readonly from: From;
  readonly instructions: readonly Instruction[];
}

/** The stages of the project's Dockerfile. */
export async function readStages(): Promise<readonly Stage[]> {
  const stages: { from: From; instructions: Instruction[] }[] = [];
  for (const instruction of DockerfileParser.parse(
    await readFile(join(ROOT, 'Dockerfile'), 'utf8'),
  ).getInstructions()) {
    if (instruction.getKeyword() === 'FROM') stages.push({ from: instruction as From, instructions: [] });
    else stages.at(-1)?.instructions.push(instruction);
  }
  return stages;
}

/** What a `COPY` copies, and where to; `stage` is `null` where it is from the folder that is built. */
export function copyOf(instruction: Instruction) {
  const paths = instruction.getArguments().map((argument) => argument.getValue());
  const stage = (instruction as Copy).getFromFlag()?.getValue() ?? null;
  return { stage, sources: paths.slice(0, -1), destination: paths.at(-1) as string };
}

/** The words of an instruction in its JSON form. */
export function wordsOf(instruction: Instruction): readonly string[] {
  return (instruction as JSONInstruction).getJSONStrings().map((word) => JSON.parse(word.getValue()) as string);
}

/** The patterns of `.dockerignore` that let something in again, after the first line that keeps out all. */
export async function readLetIn(): Promise<readonly string[]> {
  const [all, ...lines] = (await readFile(join(ROOT, '.dockerignore'), 'utf8')).trim().split('\n');
  if (all !== '*' || !lines.every((line) => line.startsWith('!'))) throw new Error('it lets in more than it names');
  return lines.map((line) => line.slice(1));
}

/** What a container begins with. */
export interface Container {
  /** The folder that stands for the container's root. */
  readonly root: string;
  readonly workdir: string;
  readonly entrypoint: readonly string[];
}

/**
 * Builds the image by hand, without an engine: a folder stands for the root of each stage, and commands run on this machine.
 * What a base image brings, Node.js and npm, is this machine's, and so is the user.
 */
export async function buildByHand(folder: string): Promise<Container> {
  const letIn = await readLetIn();
  const roots = new Map<string, string>();
  let container: Container | null = null;
  for (const [at, { from, instructions }] of (await readStages()).entries()) {
    const root = join(folder, `${at}`);
    roots.set(from.getBuildStage() ?? `${at}`, root);
    let workdir = '/';
    let entrypoint: readonly string[] = [];
    for (const instruction of instructions) {
      const text = instruction.getArgumentsContent() ?? '';
      switch (instruction.getKeyword()) {
        case 'WORKDIR':
          workdir = text;
          await mkdir(join(root, workdir), { recursive: true });
          break;
        case 'COPY':
          await copy(instruction, { roots, letIn, folder: join(root, workdir) });
          break;
        case 'RUN':
          await promisify(execFile)('/bin/sh', ['-c', text], {
            cwd: join(root, workdir),
            env: { ...process.env, npm_config_prefer_offline: 'true' },
            maxBuffer: 64 * 1024 * 1024,
          }).catch(({ message, stdout, stderr }) => {
            throw new Error(`${message}${stdout}${stderr}`);
          });
          break;
        case 'ENTRYPOINT':
          entrypoint = wordsOf(instruction);
          break;
        case 'USER':
          break;
        default:
          throw new Error(`${instruction.getKeyword()} cannot be done by hand yet`);
      }
    }
    container = { root, workdir, entrypoint };
  }
  if (container === null) throw new Error('it has no stage');
  return container;
}

interface CopyContext {
  readonly roots: ReadonlyMap<string, string>;
  readonly letIn: readonly string[];
  /** Where the destination is relative to. */
  readonly folder: string;
}

async function copy(instruction: Instruction, { roots, letIn, folder }: CopyContext): Promise<void> {
  const { stage, sources, destination } = copyOf(instruction);
  for (const source of sources) {
    if (stage === null && !letIn.includes(source)) throw new Error(`.dockerignore keeps out ${source}`);
    const from = stage === null ? join(ROOT, source) : join(roots.get(stage) as string, source);
    const isInto = destination.endsWith('/');
    await cp(from, join(folder, destination, isInto ? source : ''), { recursive: true });
  }
}
