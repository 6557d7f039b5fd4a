import { boolOf, lastSetting } from '../../settings.ts';
import type { FileRule } from '../rule.ts';

/** TLS switched on without a certificate: the compiled path exists nowhere. */
export const tlsCertificateMissing: FileRule = {
  id: 'tls-certificate-missing',
  scope: 'file',
  check(conf, t) {
    const setting = lastSetting(conf, 'ssl_enable');
    if (setting === undefined || boolOf(conf, 'ssl_enable') !== true) return [];
    const certificate = lastSetting(conf, 'rsa_cert_file');
    if (certificate === undefined)
      return [
        {
          line: setting.line,
          severity: 'error',
          text: t(
            'TLS needs rsa_cert_file; without it vsftpd looks for /usr/share/ssl/certs/vsftpd.pem, which no current system has.',
          ),
          stage: 'start-up',
          says: '500 OOPS: SSL: cannot load RSA certificate',
        },
      ];
    if (certificate.value !== null || (lastSetting(conf, 'dsa_cert_file')?.value ?? null) !== null) return [];
    return [
      {
        line: certificate.line,
        severity: 'error',
        text: t('TLS is on and no certificate is named.'),
        stage: 'handshake',
      },
    ];
  },
};
