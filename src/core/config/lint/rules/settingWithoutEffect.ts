import type { Severity } from '../../../report/report.ts';
import type { ConfSettings, Setting } from '../../settings.ts';
import { boolOf, lastSetting } from '../../settings.ts';
import { readBool } from '../../reading.ts';
import type { FileRule, LintDraft } from '../rule.ts';
import { placeOf, reviewFix, settingEdits } from '../rule.ts';

/** `[option, the switch without which it does nothing, severity, only when the option is]`. */
const dependencies: readonly (readonly [string, string, Severity, boolean | null])[] = [
  ['anon_upload_enable', 'write_enable', 'warning', true],
  ['anon_mkdir_write_enable', 'write_enable', 'warning', true],
  ['anon_other_write_enable', 'write_enable', 'warning', true],
  ['anon_upload_enable', 'anonymous_enable', 'info', true],
  ['anon_root', 'anonymous_enable', 'info', null],
  ['no_anon_password', 'anonymous_enable', 'info', true],
  ['local_umask', 'local_enable', 'info', null],
  ['chroot_local_user', 'local_enable', 'info', true],
  ['userlist_enable', 'local_enable', 'warning', true],
  ['userlist_deny', 'userlist_enable', 'warning', false],
  ['userlist_file', 'userlist_enable', 'info', null],
  ['guest_enable', 'local_enable', 'warning', true],
  ['guest_username', 'guest_enable', 'info', null],
  ['virtual_use_local_privs', 'guest_enable', 'info', true],
  ['chroot_list_file', 'chroot_list_enable', 'info', null],
  ['banned_email_file', 'deny_email_enable', 'info', null],
  ['email_password_file', 'secure_email_list_enable', 'info', null],
  ['chown_username', 'chown_uploads', 'info', null],
  ['ftp_data_port', 'connect_from_port_20', 'info', null],
  ['listen_address', 'listen', 'info', null],
  ['listen_address6', 'listen_ipv6', 'info', null],
  ['ptrace_sandbox', 'one_process_model', 'info', true],
  ['pasv_address', 'pasv_enable', 'info', null],
  ['pasv_min_port', 'pasv_enable', 'info', null],
  ['port_promiscuous', 'port_enable', 'info', true],
  ['xferlog_std_format', 'xferlog_enable', 'info', true],
];

function draftFor(
  conf: ConfSettings,
  setting: Setting,
  needed: string,
  severity: Severity,
): Omit<LintDraft, 'text'> {
  const other = lastSetting(conf, needed);
  return {
    line: setting.line,
    severity,
    related: other === undefined ? [] : [placeOf(other, `${needed}=${other.value ?? ''}`)],
    unnecessary: true,
  };
}

/** An option that does nothing, because the switch it belongs to is off. */
export const settingWithoutEffect: FileRule = {
  id: 'setting-without-effect',
  scope: 'file',
  check(conf, t) {
    const drafts: LintDraft[] = [];
    for (const [option, needed, severity, only] of dependencies) {
      const setting = lastSetting(conf, option);
      if (setting === undefined || setting.value === null || boolOf(conf, needed) !== false) continue;
      if (only !== null && readBool(setting.value) !== only) continue;
      if (drafts.some(({ line }) => line === setting.line)) continue;
      const edits = settingEdits(conf, { [needed]: 'YES' });
      const fixes = [reviewFix(t('Set {setting}', { setting: `${needed}=YES` }), edits)];
      const text = t('{option} does nothing while {needed} is NO.', { option, needed });
      drafts.push({ ...draftFor(conf, setting, needed, severity), text, fixes });
    }
    const log = lastSetting(conf, 'log_ftp_protocol');
    const format = boolOf(conf, 'xferlog_std_format') === true && boolOf(conf, 'dual_log_enable') === false;
    const off = boolOf(conf, 'xferlog_enable') === false && boolOf(conf, 'syslog_enable') === false;
    if (log !== undefined && boolOf(conf, 'log_ftp_protocol') === true && (format || off)) {
      const text = off
        ? t('log_ftp_protocol does nothing while xferlog_enable is NO.')
        : t(
            'log_ftp_protocol does nothing with xferlog_std_format=YES, unless dual_log_enable=YES writes both logs.',
          );
      drafts.push({ line: log.line, severity: 'info', text, unnecessary: true });
    }
    return drafts;
  },
};
