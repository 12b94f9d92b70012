import type { InputError } from '../model/errors.ts';
import type { ComputedApi, HelmRelease, PassedOverReason } from '../model/report.ts';
import type { Document, Resource } from '../model/resource.ts';
import type { SourceReading } from '../model/source-use.ts';

/** One file to read, as {@link discover} found it. */
export interface InputFile {
  /** As shown to people: relative to the working directory where it lies below it, forward slashes; `-` is standard input. */
  readonly file: string;
  /** Where to read it; `-` is standard input. */
  readonly path: string;
  /** Whether the caller named it (then any ending is read), rather than its folder or a glob. */
  readonly named: boolean;
}

/** All that reading one file, or a portion of a large one, gave. Every file ends in exactly one of the four counts of a report's summary. */
export interface Reading {
  readonly file: string;
  /** In the order of the file. */
  readonly resources: readonly Resource[];
  /** How many YAML or JSON documents were parsed (empty ones do not count). */
  readonly documents: number;
  /** Parts of the file that could not be read, though they may be Kubernetes objects. */
  readonly errors: readonly InputError[];
  /** Whether the file, or a document of it, is a template and was read as text. */
  readonly template: boolean;
  /** Places whose apiVersion or kind a template computes. */
  readonly computed: readonly ComputedApi[];
  /** Why nothing in the file is of Kubernetes; `null` where something is (or may be, and then `errors` tells). */
  readonly passedOver: PassedOverReason | null;
  /** Documents that are Helm releases as Helm prints them, which are yet to be read. */
  readonly printed?: readonly Document[];
  /** The Helm releases that objects of the file store, and such documents. Their objects are among `resources`. */
  readonly releases?: readonly HelmRelease[];
  /** What a program uses; absent where the file is none. */
  readonly program?: SourceReading;
  /** Whether more of the same file follows in a Reading of its own; the last one says what became of the file. */
  readonly continues?: true;
}
