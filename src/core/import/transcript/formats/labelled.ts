import { errnoOf } from '../errnoText.ts';
import type { LineReading, LogFormat, LogItem } from '../logItem.ts';
import { clockMs, command, dateMs, failedDial, reply } from '../words.ts';

/** FileZilla's labels in its translations; FluentFTP uses the English ones. */
const labels: readonly (readonly [
  meaning: 'command' | 'reply' | 'status' | 'error',
  words: readonly string[],
])[] = [
  ['command', ['Command', '命令', 'Befehl', 'Commande', 'Comando', 'コマンド', 'Команда']],
  [
    'reply',
    [
      'Response',
      '响应',
      '回應',
      '响应信息',
      'Antwort',
      'Réponse',
      'Respuesta',
      'レスポンス',
      '応答',
      'Ответ',
    ],
  ],
  ['status', ['Status', '状态', '狀態', 'Statut', 'Estado', '状態', 'Статус', 'Trace', '跟踪', 'Listing']],
  ['error', ['Error', '错误', '錯誤', 'Fehler', 'Erreur', 'エラー', 'Ошибка']],
];

const meanings = new Map(labels.flatMap(([meaning, words]) => words.map((word) => [word, meaning] as const)));

function status(text: string): LogItem[] {
  const control = /([0-9]{1,3}(?:\.[0-9]{1,3}){3}):(\d{1,5}).{0,60}?(?:\.{3}|…)/.exec(text);
  if (control !== null && /connect|连接|連線|verbind|connexion|conect|接続|соедин/i.test(text)) {
    return [{ kind: 'connected', address: control[1] ?? null, port: Number(control[2]) }];
  }
  if (
    /unroutable address|不可路由的地址|无法路由|nicht routbare|non routable|no enrutable|ルーティングできない/i.test(
      text,
    )
  ) {
    return [{ kind: 'replaced' }];
  }
  if (/PASV advertised .{1,80}(?:ignored|original connect)/.test(text)) return [{ kind: 'replaced' }];
  return /TLS connection established|TLS 连接已建立|TLS-Verbindung hergestellt/i.test(text)
    ? [{ kind: 'tls' }]
    : [];
}

function fault(text: string): LogItem[] {
  const errno = errnoOf(text);
  const isData =
    /data connection|transfer connection|数据连接|資料連線|Datenverbindung|connexion de données|conexión de datos|データ接続/i.test(
      text,
    );
  if (isData && errno !== null) return [failedDial(text)];
  // Silence for the whole time limit after LIST: the data connection did not come about.
  return errno === 'ETIMEDOUT' ? [{ kind: 'dialled', outcome: 'timed-out', errno: null }] : [];
}

function read(line: string): LineReading | null {
  const dated = /^(\d{4}[-/]\d\d[-/]\d\d \d\d:\d\d:\d\d)(?: (\d{1,10}) (\d{1,6}))? /.exec(line);
  const clocked = dated === null ? /^(\d{1,2}:\d\d:\d\d)[\t ]/.exec(line) : null;
  const text = line.slice((dated ?? clocked)?.[0].length ?? 0).trimStart();
  const match = /^([\p{L}]{2,12}) ?[:：][\t ]{0,8}(.{0,4000})$/u.exec(text);
  const meaning = meanings.get(match?.[1] ?? '');
  if (match === null || meaning === undefined) return null;
  const body = (match[2] ?? '').replace(/ \[[\d.]{1,12}(?:ms|s)\]$/, '');
  const time = dated === null ? clockMs(clocked?.[1]) : dateMs((dated[1] ?? '').replaceAll('/', '-'));
  const key = dated?.[3] === undefined ? '' : `${dated[2] ?? ''} ${dated[3]}`;
  const items =
    meaning === 'command'
      ? [command(body)]
      : meaning === 'reply'
        ? [reply(body)]
        : meaning === 'status'
          ? status(body)
          : fault(body);
  return { items, time, key, weight: meaning === 'command' || meaning === 'reply' ? 2 : 0 };
}

/** FileZilla's message log and log file in several languages, and FluentFTP's log. */
export const labelled: LogFormat = { id: 'filezilla', dialsAsAdvertised: false, reader: () => read };
