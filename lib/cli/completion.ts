import { ApiAuditError } from '../model/errors.ts';
import type { Command } from './command.ts';
import { bashScript } from './completion-bash.ts';
import { fishScript } from './completion-fish.ts';
import { zshScript } from './completion-zsh.ts';
import { EXIT } from './exit.ts';
import { oneOf, parseFlags } from './flags.ts';
import { completions, SHELLS } from './help-flags.ts';

/** `api-audit completion bash|zsh|fish`: a script that completes commands, flags and the words that flags take. */
export const completion: Command = async (args, io) => {
  const { positionals } = parseFlags('completion', args, {});
  if (positionals.length !== 1) {
    throw new ApiAuditError(`'completion' takes the name of a shell: ${SHELLS.join(', ')}.`);
  }
  const scripts = { bash: bashScript, zsh: zshScript, fish: fishScript } as const;
  io.stdout.write(scripts[oneOf('completion', positionals[0] ?? '', SHELLS)](completions()));
  return EXIT.clean;
};
