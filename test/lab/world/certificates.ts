import { labFolder, caFile, address, type CertificateKind } from '../scenario.ts';
import { place, run } from './machine.ts';

export interface KeyPair {
  readonly certificate: string;
  readonly key: string;
}

/** Makes a server certificate of the wanted kind with OpenSSL, and the lab's own authority in `caFile`. */
export function makeCertificate(kind: CertificateKind): KeyPair {
  const pair: KeyPair = { certificate: `${labFolder}/server.pem`, key: `${labFolder}/server.key` };
  const name =
    kind === 'wrong-name' ? 'DNS:old-server.example' : `IP:${address.eip},IP:${address.server},DNS:ftp.lab`;
  place(`${labFolder}/san`, `subjectAltName=${name}\n`);
  if (kind === 'self-signed') {
    openssl(`req -x509 -newkey rsa:2048 -nodes -keyout ${pair.key} -out ${pair.certificate} -days 30
      -subj /CN=ftp.lab -addext subjectAltName=${name}`);
    return pair;
  }
  openssl(`req -x509 -newkey rsa:2048 -nodes -keyout ${labFolder}/ca.key -out ${caFile} -days 30
    -subj /CN=lab-authority`);
  openssl(`req -newkey rsa:2048 -nodes -keyout ${pair.key} -out ${labFolder}/server.csr -subj /CN=ftp.lab`);
  const period = kind === 'expired' ? ['20200101000000Z', '20210101000000Z'] : [past(1), past(-30)];
  place(`${labFolder}/ca.cnf`, authority);
  place(`${labFolder}/index.txt`, '');
  openssl(`ca -batch -notext -config ${labFolder}/ca.cnf -in ${labFolder}/server.csr -out ${pair.certificate}
    -extfile ${labFolder}/san -startdate ${period.join(' -enddate ')}`);
  return pair;
}

const authority = `[ca]
default_ca = lab
[lab]
database = ${labFolder}/index.txt
new_certs_dir = ${labFolder}
certificate = ${caFile}
private_key = ${labFolder}/ca.key
rand_serial = yes
default_md = sha256
policy = any
[any]
commonName = supplied
`;

function past(days: number): string {
  const iso = new Date(Date.now() - days * 86_400_000).toISOString();
  return iso.replace(/\.\d+/, '').replace(/[-:T]/g, '');
}

function openssl(command: string): void {
  run(['openssl', ...command.trim().split(/\s+/)]);
}
