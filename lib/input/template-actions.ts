/** A template action in a text: Go and Helm `{{ }}`, Jinja and Liquid `{% %}` and `{# #}`, ERB `<% %>`, Terraform `%{ if ... }`. */
export interface Action {
  readonly start: number;
  /** One past its last character. */
  readonly end: number;
  /** What it does to the text around it: `print` puts text there, `silent` nothing. */
  readonly role: Role;
  /** Whether it takes the blanks after it away. */
  readonly trims: boolean;
}

export type Role = 'open' | 'else' | 'close' | 'define' | 'print' | 'silent' | 'comment';

/** Whether a text has the delimiter of any of these languages. */
export function hasActions(text: string): boolean {
  return (
    text.includes('{{') || text.includes('{%') || text.includes('<%') || (text.includes('%{') && DIRECTIVE.test(text))
  );
}

/** What opens a directive of Terraform: other formats have `%{name}`, which only prints, and `%%{` stands for itself. */
const OPENS_DIRECTIVE = '%\\{(?<!%%\\{)(?=~?\\s*(?:if|else|endif|for|endfor)\\b)';
const DIRECTIVE = new RegExp(OPENS_DIRECTIVE);
const OPENER = new RegExp(`\\{[{%#]|<%|${OPENS_DIRECTIVE}`, 'g');

/** What stands between the delimiters of an action, its trim marks included. */
export function insideOf(action: string): string {
  return action.slice(2, action.startsWith('%{') ? -1 : -2);
}

/** What is not looked for twice, so that a text of nothing but openers or of quotes that do not close costs little. */
interface Missing {
  /** Those that do not come again. */
  readonly delimiters: Set<string>;
  /** The end of a line with a quote that does not close: none of those after it in the line does, all are escaped. */
  quoteUntil: number;
}

/** All actions of a text, in order. What is opened and never closed is text. */
export function actionsOf(text: string): Action[] {
  const actions: Action[] = [];
  const opener = new RegExp(OPENER);
  const missing: Missing = { delimiters: new Set(), quoteUntil: 0 };
  for (let match = opener.exec(text); match !== null; match = opener.exec(text)) {
    const start = match.index;
    const end = endOf(text, start, missing);
    if (end === -1) continue;
    actions.push({
      start,
      end,
      role: roleOf(text.slice(start, end)),
      trims: /(?:-[%}]|~)\}$/.test(text.slice(end - 3, end)),
    });
    opener.lastIndex = end;
  }
  return actions;
}

const GO_COMMENT = /\{\{-?\s*\/\*/y;
const CLOSERS: Readonly<Record<string, string>> = { '{%': '%}', '{#': '#}', '<%': '%>', '%{': '}' };

function endOf(text: string, start: number, missing: Missing): number {
  const closer = CLOSERS[text.slice(start, start + 2)];
  if (closer !== undefined) return find(text, closer, start + 2, missing);
  GO_COMMENT.lastIndex = start;
  if (GO_COMMENT.test(text)) {
    const closed = find(text, '*/', GO_COMMENT.lastIndex, missing);
    return closed === -1 ? -1 : find(text, '}}', closed, missing);
  }
  const simple = find(text, '}}', start + 2, missing);
  return simple === -1 ? -1 : (endOfGo(text, start + 2, missing) ?? simple);
}

/** The end of a Go action, whose strings may hold its own delimiter; `null` where the quotes do not match. */
function endOfGo(text: string, from: number, missing: Missing): number | null {
  for (let at = from; ; ) {
    const stop = at < missing.quoteUntil ? STOP_OUTSIDE_QUOTES : STOP;
    stop.lastIndex = at;
    const found = stop.exec(text)?.[0];
    at = stop.lastIndex;
    if (found === undefined || found === '`') return null;
    if (found === '}}') return at;
    if (found === '"') {
      const newline = text.indexOf('\n', at);
      missing.quoteUntil = newline === -1 ? text.length : newline;
      return null;
    }
    if (found === '{' && text[at] === '{') return null;
  }
}

/** What the reading of a Go action stops at; and the same in a line where no quote closes. */
const STOP = /"(?:\\.|[^"\\\n])*"|`[^`]*`|["`{\n]|\}\}/g;
const STOP_OUTSIDE_QUOTES = /`[^`]*`|["`{\n]|\}\}/g;

function find(text: string, what: string, from: number, { delimiters }: Missing): number {
  if (delimiters.has(what)) return -1;
  const at = text.indexOf(what, from);
  if (at === -1) delimiters.add(what);
  return at === -1 ? -1 : at + what.length;
}

const OPENS_GO = /^(?:if|range|with|block)$/;
const OPENS_OTHER = /^(?:if|for|unless|while|case|block|macro|call|filter|raw)$/;
const RUBY_BLOCK = /\bdo\s*(?:\|[^|]*\|\s*)?-?$/;
/** `$x := ...` and what prints nothing and branches nowhere. */
const SILENT_GO = /^(?:\$\w*\s*(?:,\s*\$\w+\s*)?:?=|(?:fail|break|continue)\b)/;

function roleOf(action: string): Role {
  const inside = insideOf(action).replace(/^[-+~=\s]+/, '');
  if (inside.startsWith('/*') || action.startsWith('{#') || action.startsWith('<%#')) return 'comment';
  const word = /^\w+/.exec(inside)?.[0] ?? '';
  if (word === 'else' || word === 'elif' || word === 'elsif') return 'else';
  if (action.startsWith('{{')) {
    if (word === 'end') return 'close';
    if (word === 'define') return 'define';
    if (OPENS_GO.test(word)) return 'open';
    return SILENT_GO.test(inside) ? 'silent' : 'print';
  }
  if (word.startsWith('end')) return 'close';
  if (OPENS_OTHER.test(word) || RUBY_BLOCK.test(inside)) return 'open';
  return action.startsWith('<%=') || word === 'include' ? 'print' : 'silent';
}
