import type { Language, Translate } from '../core/l10n.ts';
import { commandOf, hasFlag, languageWord, readArguments } from './arguments.ts';
import { exitStatus, type Command } from './command.ts';
import { diagnoseCommand } from './diagnoseCommand.ts';
import { explainCommand } from './explainCommand.ts';
import { helpText } from './help.ts';
import { lintCommand } from './lintCommand.ts';
import { causeWords } from './files.ts';
import { chooseLanguage, toolVersion, translatorFor } from './language.ts';
import type { CommandName } from './optionTable.ts';
import { practiceCommand } from './practiceCommand.ts';
import { OutputFault, say, styleFor, widthFor, write, type Terminal } from './terminal.ts';
import { UsageError } from './usageError.ts';

const commands: Readonly<Record<CommandName, Command>> = {
  diagnose: diagnoseCommand,
  explain: explainCommand,
  lint: lintCommand,
  practice: practiceCommand,
};

async function dispatch(words: readonly string[], terminal: Terminal, lang: Language): Promise<number> {
  const t = translatorFor(lang);
  if (hasFlag(words, 'help') || words[0] === 'help') {
    const style = styleFor(terminal, hasFlag(words, 'no-color'));
    await write(terminal.stdout, helpText(t, style, widthFor(terminal)));
    return exitStatus.fine;
  }
  if (hasFlag(words, 'version') || words[0] === 'version') {
    await write(terminal.stdout, `ftp-diagnose ${toolVersion}\n`);
    return exitStatus.fine;
  }
  const args = readArguments(words, t);
  return commands[commandOf(words)]({ terminal, args, t, lang });
}

/** The one line that tells why the program cannot go on; a fault of its own is not told so. @throws what is no UsageError or OutputFault */
function lastWords(error: unknown, t: Translate): string {
  if (error instanceof UsageError) return error.message;
  if (!(error instanceof OutputFault)) throw error;
  return t('Cannot write standard output: {cause}; send the output somewhere else.', {
    cause: causeWords(error.cause, t),
  });
}

/** Runs a whole command line and gives its exit status; bad usage becomes one line on standard error. */
export async function runCommandLine(words: readonly string[], terminal: Terminal): Promise<number> {
  const systemLocale = Intl.DateTimeFormat().resolvedOptions().locale;
  let lang: Language = 'en';
  try {
    lang = chooseLanguage(languageWord(words), terminal.environment, systemLocale);
    return await dispatch(words, terminal, lang);
  } catch (error) {
    await say(terminal, lastWords(error, translatorFor(lang)));
    return exitStatus.usage;
  }
}
