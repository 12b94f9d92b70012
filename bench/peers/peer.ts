import type { Command } from '../run.ts';

/** A resource that a tool names. */
export interface Named {
  /** Relative to the folder; `null` where the tool does not tell. */
  readonly file: string | null;
  readonly apiVersion: string;
  readonly kind: string;
  readonly name: string;
}

/** What all tools read, and where they may write. */
export interface PeerInput {
  readonly folder: string;
  /** All YAML and JSON files of the folder, relative to it. */
  readonly files: readonly string[];
  /** The release to audit for, such as `1.36`. */
  readonly target: string;
  /** An empty folder for what the tool needs. */
  readonly temporary: string;
}

/** Another tool, how it is run on a tree, and how what it prints is read. */
export interface Peer {
  readonly name: string;
  /** What it names a resource for. */
  readonly names: string;
  /** Its command line; or why it cannot be run, in words. */
  readonly command: (input: PeerInput) => Command | string;
  /** Reads its standard output. Throws where that is not of the form it has. */
  readonly read: (output: string, input: PeerInput) => readonly Named[];
}
