import { address } from './scenario.ts';

/** nftables rulesets of the lab's routers and hosts; each is a table of its own, loaded beside the NAT. */

const control = String(address.controlPort);

/** A security group or router that lets in the control port and `ports` (nft set elements); the rest meets `verdict`. */
export function securityGroup(ports = '', verdict = 'drop'): string {
  return `table ip group {
    chain forward {
      type filter hook forward priority filter;
      ct state established,related accept
      iifname vpc accept
      tcp dport { ${[control, ports].filter((part) => part !== '').join(', ')} } accept
      ${verdict}
    }
  }`;
}

/** A host firewall that answers new connections to all but the control port and `ports` with `verdict`. */
export function hostFirewall(verdict: string, ports = ''): string {
  return `table inet host {
    chain input {
      type filter hook input priority filter;
      ct state established,related accept
      iifname lo accept
      meta l4proto ipv6-icmp accept
      tcp dport { ${[control, ports].filter((part) => part !== '').join(', ')} } accept
      ${verdict}
    }
  }`;
}

/** Sets the kernel's FTP helper on the control port: it follows PORT, 227 and 229, and rewrites them where it does NAT. */
export const ftpHelper = `table ip helper {
    ct helper ftp {
      type "ftp" protocol tcp;
    }
    chain follow {
      type filter hook prerouting priority filter;
      tcp dport ${control} ct helper set "ftp"
    }
  }`;

/**
 * The same on a server's own host, but deaf to 229 (the bytes "229 " at the start of a segment): such a segment is kept
 * from the connection tracker and so from the helper, as if it knew nothing of EPSV.
 */
export const followsOnlyPasv = `table ip helper {
    ct helper ftp {
      type "ftp" protocol tcp;
    }
    chain deafen {
      type filter hook output priority raw;
      tcp sport ${control} @ih,0,32 0x32323920 notrack
    }
    chain follow {
      type filter hook prerouting priority filter;
      tcp dport ${control} ct helper set "ftp"
    }
  }`;

/** Drops what passes this machine and matches. */
export function dropForwarded(match: string): string {
  return `table ip deaf {
    chain forward {
      type filter hook forward priority filter;
      ${match} drop
    }
  }`;
}

/** Drops what is addressed to this machine and matches. */
export function dropIncoming(match: string): string {
  return `table inet deaf {
    chain input {
      type filter hook input priority filter;
      ${match} drop
    }
  }`;
}
