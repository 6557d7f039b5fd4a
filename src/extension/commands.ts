import { commands, type Disposable } from 'vscode';

/** Every command of ours; package.json and docs/commands.md are held equal to this list by a test. */
export const commandIds = [
  'ftpDiagnose.diagnose',
  'ftpDiagnose.probePassive',
  'ftpDiagnose.probeActive',
  'ftpDiagnose.diagnoseAll',
  'ftpDiagnose.cancel',
  'ftpDiagnose.addEndpoint',
  'ftpDiagnose.addPractice',
  'ftpDiagnose.importEndpoints',
  'ftpDiagnose.editEndpoint',
  'ftpDiagnose.renameEndpoint',
  'ftpDiagnose.duplicateEndpoint',
  'ftpDiagnose.deleteEndpoint',
  'ftpDiagnose.moveUp',
  'ftpDiagnose.moveDown',
  'ftpDiagnose.copyUrl',
  'ftpDiagnose.copyCommandLine',
  'ftpDiagnose.openTimeline',
  'ftpDiagnose.activateNode',
  'ftpDiagnose.pickFocused',
  'ftpDiagnose.exportReport',
  'ftpDiagnose.openHistory',
  'ftpDiagnose.clearHistory',
  'ftpDiagnose.forgetPassword',
  'ftpDiagnose.movePassword',
  'ftpDiagnose.saveCommandLineTool',
  'ftpDiagnose.openEndpointSettings',
  'ftpDiagnose.retrySaving',
  'ftpDiagnose.showLog',
  'ftpDiagnose.serveOutsideNat',
  'ftpDiagnose.chooseEipMode',
  'ftpDiagnose.chooseVsftpdBuild',
  'ftpDiagnose.removeByteOrderMark',
  'ftpDiagnose.useUnixLineEnds',
  'ftpDiagnose.followFix',
  'ftpDiagnose.chooseConfigFile',
  'ftpDiagnose.openConfigFile',
  'ftpDiagnose.copyAsScript',
  'ftpDiagnose.openPassivePorts',
  'ftpDiagnose.serveBothFamilies',
  'ftpDiagnose.insertDirectives',
  'ftpDiagnose.diagnoseLog',
  'ftpDiagnose.diagnoseClipboard',
  'ftpDiagnose.diagnoseFiles',
  'ftpDiagnose.diagnoseSelectedFiles',
  'ftpDiagnose.diagnoseLogAgain',
  'ftpDiagnose.clearLogFindings',
  'ftpDiagnose.revealEvidence',
  'ftpDiagnose.openFindingPage',
] as const;

/** The id of a command of this extension. */
export type CommandId = (typeof commandIds)[number];

/** A command's work; arguments come from menus and keys and are anything until read. */
export type Handler = (...args: readonly unknown[]) => unknown;

/** The commands of one feature. */
export type Handlers = Partial<Readonly<Record<CommandId, Handler>>>;

/** Registers a feature's commands; what one of them throws is reported once and goes no further. */
export function registerCommands(handlers: Handlers, report: (error: unknown) => void): Disposable[] {
  return Object.entries(handlers).map(([id, handler]) =>
    commands.registerCommand(id, async (...args: readonly unknown[]) => {
      try {
        return await handler(...args);
      } catch (error) {
        report(error);
        return undefined;
      }
    }),
  );
}

/** Runs one of our commands by its id. */
export function runCommand(id: CommandId, ...args: readonly unknown[]): Thenable<unknown> {
  return commands.executeCommand(id, ...args);
}
