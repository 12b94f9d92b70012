import type { LineIndex } from '../../model/location.ts';
import type { ApiName, SourceReading, SourceUse, UnresolvedUse } from '../../model/source-use.ts';

/** Texts longer than this are cut where they are shown. */
const MAX_TEXT = 100;

/** Gathers what a reader finds in one program. */
export class Found {
  readonly #file: string;
  readonly #lines: LineIndex;
  readonly #uses: { readonly offset: number; readonly use: SourceUse }[] = [];
  readonly #unresolved: { readonly offset: number; readonly use: UnresolvedUse }[] = [];
  readonly #mentions: { readonly offset: number; readonly use: SourceUse }[] = [];
  readonly #seen = new Set<string>();
  /** Where texts stand that are told of elsewhere. */
  readonly #settled = new Set<number>();

  /**
   * @param file the name shown to people.
   * @param lines of the text that offsets are counted in.
   */
  constructor(file: string, lines: LineIndex) {
    this.#file = file;
    this.#lines = lines;
  }

  /** Notes the use of an API at a 0-based offset; the same one at the same offset is noted once. */
  use(offset: number, text: string, api: ApiName, name: string | null = null): void {
    if (!this.#isNew(offset, JSON.stringify(api))) return;
    this.#uses.push({ offset, use: { ...this.#place(offset, text), api, name } });
  }

  /** Notes what may be a use of an API, or of another module's that is called alike. */
  doubt(offset: number, text: string, api: ApiName): void {
    if (!this.#isNew(offset, JSON.stringify(api))) return;
    this.#uses.push({ offset, use: { ...this.#place(offset, text), api, name: null, isDoubtful: true } });
  }

  /**
   * Notes a text that is an apiVersion by its form. It counts only where nothing that the program uses is of the same group and
   * version: a constant, say, is told of where it is used.
   */
  mention(offset: number, text: string, api: ApiName): void {
    this.#mentions.push({ offset, use: { ...this.#place(offset, text), api, name: null, isDoubtful: true } });
  }

  /** Notes that what stands at an offset belongs to something that is noted at another. */
  settle(offset: number): void {
    this.#settled.add(offset);
  }

  /** Notes a use of which only a run tells the API. */
  runTime(offset: number, text: string): void {
    this.settle(offset);
    if (this.#isNew(offset, '')) this.#unresolved.push({ offset, use: this.#place(offset, text) });
  }

  /** All that was found, in the order of the file. */
  reading(): SourceReading {
    const inOrder = <T>(found: readonly { readonly offset: number; readonly use: T }[]): T[] =>
      [...found].sort((a, b) => a.offset - b.offset).map(({ use }) => use);
    return { uses: inOrder([...this.#uses, ...this.#mentionsOfOthers()]), unresolved: inOrder(this.#unresolved) };
  }

  #mentionsOfOthers() {
    const versionOf = ({ api }: SourceUse) => JSON.stringify([api.group, api.version]);
    const used = new Set(this.#uses.map(({ use }) => versionOf(use)));
    return this.#mentions.filter(({ offset, use }) => !used.has(versionOf(use)) && !this.#settled.has(offset));
  }

  #isNew(offset: number, what: string): boolean {
    const key = `${offset} ${what}`;
    if (this.#seen.has(key)) return false;
    this.#seen.add(key);
    return true;
  }

  #place(offset: number, text: string) {
    const line = text.replace(/\s+/g, ' ').trim();
    const shown = line.length > MAX_TEXT ? `${line.slice(0, MAX_TEXT)}...` : line;
    return { file: this.#file, ...this.#lines.position(offset), text: shown };
  }
}
