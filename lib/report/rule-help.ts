import { readFileSync } from 'node:fs';
import type { RuleId } from '../model/finding.ts';
import { RULES } from '../rules/index.ts';

/** The page of a rule in `docs/rules/`, which the package holds: Markdown, read when a format asks for it. */
export function ruleHelp(id: RuleId): string {
  try {
    return readFileSync(new URL(`../../docs/rules/${id}.md`, import.meta.url), 'utf8');
  } catch {
    return `${RULES[id].title}.`;
  }
}
