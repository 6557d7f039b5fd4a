import type { Translate } from '../l10n.ts';
import type { Remedy } from '../report/report.ts';
import { references } from './references.ts';
import { remedy, step } from './remedy.ts';

const token =
  'TOKEN=$(curl -sX PUT http://169.254.169.254/latest/api/token -H "X-aws-ec2-metadata-token-ttl-seconds: 60")';

/** What a public address is on a cloud, and how to see it on the machine. */
export function cloudPublicAddress(t: Translate, group: string): Remedy {
  return remedy({
    id: 'cloud-public-address',
    title: t('See which public address a cloud machine has'),
    target: 'cloud',
    group,
    steps: [
      t(
        'A public or elastic address of these clouds is translated 1:1 outside the machine. Inside, "ip addr" shows the private address only, listen_address cannot bind the public one, and the FTP server must be told it.',
      ),
      step(
        t('On the server itself (never elsewhere), the metadata service names it:'),
        '# Alibaba Cloud',
        'curl http://100.100.100.200/latest/meta-data/eipv4',
        '# AWS',
        token,
        'curl -H "X-aws-ec2-metadata-token: $TOKEN" http://169.254.169.254/latest/meta-data/public-ipv4',
        '# Azure',
        'curl --noproxy "*" -H Metadata:true "http://169.254.169.254/metadata/instance/network/interface/0/ipv4/ipAddress/0/publicIpAddress?api-version=2021-02-01&format=text"',
        '# Google Cloud',
        'curl -H "Metadata-Flavor: Google" http://metadata.google.internal/computeMetadata/v1/instance/network-interfaces/0/access-configs/0/external-ip',
        '# Tencent Cloud',
        'curl http://metadata.tencentyun.com/latest/meta-data/public-ipv4',
      ),
      t(
        'An empty answer is possible (an address of a load balancer, of a secondary interface): then look in the console. A "what is my address" page shows the outgoing address, which can be that of a NAT gateway.',
      ),
    ],
    reference: references.azureMetadata,
  });
}

/** What the EIP modes need and whether their vendors still advise them (state of 2026). */
export function cloudEipModes(t: Translate, group: string): Remedy {
  return remedy({
    id: 'cloud-eip-modes',
    title: t('Put the public address on the network card of a cloud machine: possible, not advised'),
    target: 'cloud',
    group,
    alternative: true,
    steps: [
      t(
        'Alibaba Cloud: cut-through mode (EIP 网卡可见模式) needs a secondary ENI, bound while it is not attached; that ENI loses its private address, holds one EIP, and the mode is not offered in every region. The vendor no longer recommends it, and takes no new applications for multi-EIP mode.',
      ),
      t(
        'Alibaba Cloud names a secondary CIDR block of the VPC as its replacement where the address must be on the card.',
      ),
      t(
        'Tencent Cloud: EIP direct mode (EIP 直通) shows the address on the card; it must be applied for, needs a script in the guest, and interrupts the connection for a moment.',
      ),
      t('AWS, Azure and Google Cloud: never configure the public address inside the machine.'),
      t('With address and range set in the FTP server, none of these modes is needed.'),
    ],
    reference: references.alibabaSecondaryCidr,
  });
}
