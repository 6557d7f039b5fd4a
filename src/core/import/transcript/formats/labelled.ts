import { errnoOf, resolverErrno } from '../errnoText.ts';
import type { LineReading, LogFormat, LogItem } from '../logItem.ts';
import { certificateErrno, tlsFailureText, tlsWords } from '../tlsText.ts';
import { clockMs, command, dateMs, failedDial, reply } from '../words.ts';

type Meaning = 'command' | 'reply' | 'status' | 'error';

/** FileZilla's labels in its translations (3.63 and older ones); FluentFTP uses the English ones, ftptest.net has `Reply`. */
const labels: Readonly<Record<Meaning, string>> = {
  command: 'Command 命令 指令 Befehl Commande Comando コマンド Команда Opdracht Komut Polecenie 명령',
  reply:
    'Response Reply 响应 回應 回应 响应信息 Antwort Réponse Respuesta Resposta Risposta レスポンス 応答 Ответ Antwoord Yanıt Odpowiedź 응답',
  status:
    'Status 状态 狀態 Statut Estado Stato 状態 ステータス Статус Durum Stan 상태 Trace 跟踪 追踪 歷程 Suivi Traza Traccia Traçar Трассировка Opsporen Listing 列表',
  error: 'Error 错误 錯誤 Fehler Erreur Erro Errore エラー Ошибка Fout Hata Błąd 오류',
};

const meanings = new Map(
  Object.entries(labels).flatMap(([meaning, words]) =>
    words.split(' ').map((word) => [word, meaning as Meaning] as const),
  ),
);

/** “Server sent passive reply with unroutable address. Using server address instead.” in FileZilla's translations. */
const replaced =
  /unroutable address|不可路由的地址|无法路由|無法路由|nicht routingfähig|nicht routbar|non routable|no enrutable|não roteável|non raggiungibile\. Sarà|неопределяемым адресом|onbestelbaar adres|yöneltilemeyen|ルーティング(?:でき|不可)/i;
/** The same with “Passive mode failed.”, and FluentFTP's words for what it replaces. */
const advertisedIgnored = /PASV advertised .{1,80}(?:ignored|original connect)/;

const secured =
  /TLS connection established|TLS 连接已建立|TLS 連線已建立|TLS-Verbindung (?:hergestellt|aufgebaut)|Connexion TLS établie|Conex(?:ión|ão) TLS estab|TLS соединение установлено|Connessione TLS stabilita|TLS-verbinding opgezet|TLS bağlantısı kuruldu|TLS接続が確立|FTPS Authentication Successful/i;

/** “Connection closed by server” in FileZilla's translations. */
const closedByServer =
  /^(?:Connection closed by server|连接被服务器关闭|由伺服器關閉連線|Verbindung vom Server geschlossen|Connexion interrompue par le serveur|Conexión cerrada por el servidor|Conexão terminada pelo servidor|Соединение закрыто сервером|Connessione chiusa dal server)/;

function status(text: string): LogItem[] {
  const control = /(?<![\d.])([0-9]{1,3}(?:\.[0-9]{1,3}){3}):(\d{1,5})(?!\d)/.exec(text);
  if (control !== null && /\.{3}|…|connecting/i.test(text)) {
    return [{ kind: 'connecting', address: control[1] ?? null, port: Number(control[2]) }];
  }
  if (replaced.test(text) || advertisedIgnored.test(text)) return [{ kind: 'replaced' }];
  return secured.test(text) ? [{ kind: 'tls' }] : fault(text);
}

/** FileZilla's count behind a transfer that failed, its digits grouped as the machine's language has it. */
const moved = /^File transfer failed after transferring (\d[\d.,' \u00a0\u202f]{0,24}) ?bytes? in /;

/** FileZilla's words before an errno: the first is said of the control connection, the second of a data connection that stood. */
const [cut, torn] = [/^Disconnected from server: E/, /^Transfer connection interrupted: /];

function fault(text: string): LogItem[] {
  if (cut.test(text)) return [{ kind: 'closed', by: 'reset' }];
  if (torn.test(text)) return [{ kind: 'torn', errno: errnoOf(text) }];
  const count = moved.exec(text)?.[1];
  if (count !== undefined) return [{ kind: 'moved', bytes: Number(count.replace(/\D/g, '')) }];
  if (closedByServer.test(text)) return [{ kind: 'closed', by: 'server' }];
  const certificate = certificateErrno(text);
  // A connection that ends without TLS's own goodbye is common and breaks nothing.
  if (/-110\b/.test(text) && /GnuTLS/.test(text)) return [{ kind: 'remark', note: 'tls-unclean-end', text }];
  if (tlsWords.test(text)) return [{ kind: 'tls-failed', text: tlsFailureText(text), errno: certificate }];
  if (resolverErrno(text) !== null) return [];
  const errno = errnoOf(text);
  // Silence for the whole time limit after LIST, or an errno by name: the connection that was being opened did not come about.
  return errno === null || errno === 'EADDRINUSE' ? [] : [failedDial(text)];
}

/** What a log may consist of when there was no dialogue. */
function isTelling({ kind }: LogItem): boolean {
  return kind === 'unresolved' || kind === 'dialled' || kind === 'unreached';
}

/** What loggers of .NET put before FluentFTP's lines: a date with its zone, the level, a source, in brackets each. */
const loggerMargin =
  /^(?:(\d{4}-\d\d-\d\d[ T]\d\d:\d\d:\d\d(?:[.,]\d{1,7})?)(?: ?(?:Z|[+-]\d\d:?\d\d))?[ \t]{1,4})?(?:\[[\w.:<>` -]{1,80}\][ \t]{0,4}){1,3}(?=[A-Z][a-z]{4,8}:)/;

/** What is thought of a status or error line; a name that was looked up in vain needs the line before. */
function reader(): (line: string) => LineReading | null {
  let resolving: string | null = null;
  const said = (meaning: Meaning, text: string): readonly LogItem[] => {
    if (meaning === 'command') return [command(text)];
    if (meaning === 'reply') return [reply(text)];
    const errno = resolving === null ? null : resolverErrno(text);
    if (errno !== null && resolving !== null) {
      const host = resolving;
      resolving = null;
      return [{ kind: 'unresolved', host, errno }];
    }
    resolving = hostIn(text) ?? resolving;
    return meaning === 'status' ? status(text) : fault(text);
  };
  return (line) => {
    const dated = /^(\d{4}[-/]\d\d[-/]\d\d \d\d:\d\d:\d\d)(?: (\d{1,10}) (\d{1,6}))? /.exec(line);
    const clocked = dated === null ? /^(\d{1,2}:\d\d:\d\d)[\t ]/.exec(line) : null;
    const logged = clocked === null ? loggerMargin.exec(line) : null;
    const stamp = logged ?? dated ?? clocked;
    const text = line.slice(stamp?.[0].length ?? 0).trimStart();
    const end = labelEnd(text);
    const meaning = end < 0 ? undefined : meanings.get(text.slice(0, end).trimEnd());
    if (meaning === undefined) return null;
    const rest = text.slice(end + 1, end + 4001);
    const body = withoutDuration(rest.replace(/^[\t \u00a0]{1,8}/, ''));
    const date = logged?.[1] ?? dated?.[1];
    const time = date === undefined ? clockMs(clocked?.[1]) : dateMs(date.replaceAll('/', '-'));
    const key = dated?.[3] === undefined ? '' : `${dated[2] ?? ''} ${dated[3]}`;
    const isDialogue = meaning === 'command' || meaning === 'reply';
    const items = said(meaning, meaning === 'reply' ? unindent(rest, body) : body);
    return { items, time, key, weight: isDialogue || items.some(isTelling) ? 2 : items.length > 0 ? 1 : 0 };
  };
}

/** The host of `Resolving address of HOST`, in any language: the last word that looks like one. */
function hostIn(text: string): string | null {
  const match =
    /(?:^|[\s:"“«])([A-Za-z0-9](?:[A-Za-z0-9-]{0,62}\.){1,8}[A-Za-z]{2,24})["”»]?(?:\.{0,3}|…)?$/.exec(text);
  return match?.[1] ?? null;
}

/** Longest label with what may stand between it and its colon. */
const longestLabel = 14;

/** Where the colon behind a label stands, -1 where there is none. */
function labelEnd(text: string): number {
  for (let at = 1; at < longestLabel; at += 1) {
    const code = text.charCodeAt(at);
    if (code === 0x3a || code === 0xff1a) return at;
  }
  return -1;
}

/** FluentFTP ends a reply with how long it took, in the number format of its machine; of a greeting it counts days. */
function withoutDuration(text: string): string {
  return text.endsWith(']') ? text.replace(/ \[<?[\d.,]{1,14}(?:ms|s|m|h|d)\]$/, '') : text;
}

/** Middle lines of a reply begin with a blank that belongs to them. */
function unindent(rest: string, body: string): string {
  return /^ {2}\S/.test(rest) && !/^\d{3}/.test(body) ? ` ${body}` : body;
}

/** FileZilla's message log and log file in several languages, and FluentFTP's log. */
export const labelled: LogFormat = { id: 'filezilla', dialsAsAdvertised: 'unless-said', reader };
