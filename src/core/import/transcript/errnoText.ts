/** The C library's words for errno, in the languages that people paste (glibc, Windows and BSD catalogues). */
const words: readonly (readonly [errno: string, texts: readonly string[]])[] = [
  [
    'EHOSTUNREACH',
    [
      'no route to host',
      '没有到主机的路由',
      '沒有路徑可到達該主機',
      'ホストへの経路がありません',
      'keine route zum zielrechner',
      "aucun chemin d'accès pour atteindre l'hôte cible",
      "pas de chemin d'accès à l'hôte",
      'no existe ninguna ruta hasta el',
      'нет маршрута до узла',
      'não há rota para o host',
      'nessun instradamento per l',
      '호스트로 갈 루트가 없음',
      'wsaehostunreach',
      'ehostunreach',
    ],
  ],
  [
    'ECONNREFUSED',
    [
      'connection refused',
      '拒绝连接',
      '连接被拒绝',
      '連線被拒絕',
      '由于目标计算机积极拒绝',
      '接続を拒否されました',
      'verbindungsaufbau abgelehnt',
      'connexion refusée',
      'connexion refusee',
      'conexión rehusada',
      'conexión rechazada',
      'в соединении отказано',
      'conexão recusada',
      'connessione rifiutata',
      '연결이 거부됨',
      'econnrefused',
      'actively refused',
    ],
  ],
  [
    'ETIMEDOUT',
    [
      'connection timed out',
      'operation timed out',
      'timed out',
      'timeout',
      '连接超时',
      '操作超时',
      '連線逾時',
      '連接逾時',
      '接続がタイムアウトしました',
      'die wartezeit für die verbindung ist abgelaufen',
      'zeitüberschreitung',
      'connexion terminée par expiration du délai',
      "délai d'attente",
      'expiró el tiempo de conexión',
      'время ожидания соединения истекло',
      'tempo esgotado para conexão',
      'connessione scaduta',
      '연결 시간 초과',
      'etimedout',
    ],
  ],
  [
    'ENETUNREACH',
    [
      'network is unreachable',
      '网络不可达',
      '網路無法連接',
      'ネットワークに届きません',
      'das netzwerk ist nicht erreichbar',
      "le réseau n'est pas accessible",
      'la red es inaccesible',
      'сеть недоступна',
      'a rede está fora de alcance',
      'rete non raggiungibile',
      '네트워크가 접근 불가능',
      'enetunreach',
    ],
  ],
  [
    'EADDRINUSE',
    [
      'address already in use',
      '地址已在使用',
      '地址已被使用',
      '位址已在使用中',
      'アドレスは既に使用中です',
      'die adresse wird bereits verwendet',
      'adresse déjà utilisée',
      'la dirección ya se está usando',
      'адрес уже используется',
      'endereço já em uso',
      'indirizzo già in uso',
      '주소가 이미 사용 중입니다',
      'eaddrinuse',
    ],
  ],
  [
    'ECONNRESET',
    [
      'connection reset by peer',
      '连接被对方重设',
      '连接被对端重置',
      '連線被對方重設',
      '接続が相手からリセットされました',
      'die verbindung wurde vom kommunikationspartner zurückgesetzt',
      'connexion ré-initialisée par le correspondant',
      'conexión reinicializada por la máquina remota',
      'соединение разорвано другой стороной',
      'econnreset',
    ],
  ],
];

/** The errno that a text names in one of many languages, null when it names none. */
export function errnoOf(text: string): string | null {
  const lower = text.slice(0, 1000).toLowerCase();
  for (const [errno, texts] of words) {
    if (texts.some((candidate) => lower.includes(candidate))) return errno;
  }
  return null;
}

/** What errno means for a dial. */
export function outcomeOfErrno(
  errno: string | null,
): 'refused' | 'timed-out' | 'unreachable' | 'reset' | 'unknown' {
  switch (errno ?? '') {
    case 'ECONNREFUSED':
      return 'refused';
    case 'ETIMEDOUT':
      return 'timed-out';
    case 'EHOSTUNREACH':
    case 'ENETUNREACH':
      return 'unreachable';
    case 'ECONNRESET':
      return 'reset';
    default:
      return 'unknown';
  }
}
