/** Types of argus-realtime-client. Members of messages keep the names of the protocol. */

export type DataType = 'quote' | 'tick' | 'trade' | 'kline' | 'depth';
export type Period = '1s' | '5s' | '15s' | '30s' | '1m' | '3m' | '5m' | '15m' | '30m' | '1h' | '2h' | '4h' | '1d' | '1w' | '1M';

export interface Quote {
  symbol: string;
  /** The source's time, ISO-8601 with the offset of the market. */
  timestamp: string;
  last_price?: number;
  change?: number;
  change_percent?: number;
  /** Of the day, in shares, contracts or coins. */
  volume?: number;
  /** Of the day, in the currency of the instrument. */
  amount?: number;
  bid_price?: number;
  ask_price?: number;
  bid_volume?: number;
  ask_volume?: number;
  open?: number;
  high?: number;
  low?: number;
  close?: number;
  prev_close?: number;
  source?: string;
}

export interface Tick {
  symbol: string;
  timestamp: string;
  price: number;
  volume: number;
  direction: 'buy' | 'sell' | 'neutral';
  tick_id?: string;
  source?: string;
}

export interface Trade {
  symbol: string;
  timestamp: string;
  price: number;
  volume: number;
  /** The side that took the liquidity. */
  direction: 'buy' | 'sell' | 'neutral';
  trade_id?: string;
  amount?: number;
  source?: string;
}

export interface Bar {
  symbol: string;
  /** When the bar opened. */
  timestamp: string;
  period: Period;
  open: number;
  high: number;
  low: number;
  close: number;
  volume: number;
  amount?: number;
  trades?: number;
  open_interest?: number;
  /** Final, but for a correction, which has `rev` one higher. */
  closed: boolean;
  rev: number;
  source?: string;
}

export type Level = [price: number, volume: number];

export interface Depth {
  symbol: string;
  timestamp: string;
  /** The best first. */
  bids: Level[];
  asks: Level[];
  max_bid?: number;
  min_ask?: number;
  bid_volume_total?: number;
  ask_volume_total?: number;
  sequence?: number;
  source?: string;
}

interface UpdateOf<Type extends DataType, Data> {
  topic: string;
  /** Name of the set it belongs to. */
  sub: string;
  type: Type;
  symbol: string;
  seq: number;
  /** The `seq` of the update before; none on a snapshot. */
  pseq?: number;
  /** How many updates between the two were merged into this one. */
  merged?: number;
  /** When the server accepted it, epoch milliseconds. */
  ts: number;
  src_ts?: number;
  in_ts?: number;
  snapshot: boolean;
  /** The whole value, also where only changes were sent; with `fields`, those and the symbol. Never changed afterwards. */
  data: Data;
  /** What was sent of it, where only changes were: an RFC 7396 patch. */
  changes?: object;
  /** With `snapshot: N`, up to N values, oldest first; the last of them is `data`. */
  rows?: Data[];
}

export type Update =
  | UpdateOf<'quote', Quote>
  | UpdateOf<'tick', Tick>
  | UpdateOf<'trade', Trade>
  | UpdateOf<'kline', Bar>
  | UpdateOf<'depth', Depth>;

export interface Condition {
  field: string;
  cmp: 'eq' | 'ne' | 'gt' | 'gte' | 'lt' | 'lte' | 'in' | 'crosses_up' | 'crosses_down';
  val: unknown;
}

export interface Junction {
  op: 'and' | 'or' | 'not';
  nodes: Filter[];
}

export type Filter = Condition | Junction;

/** What a set wants: topics, and the options of the protocol for all of them. */
export interface Wish {
  /** Symbols, globs (`6*.SH`), saved lists (`@name`) and sectors (`#name`). */
  symbols: string | readonly string[];
  data_types: DataType | string | ReadonlyArray<DataType | string>;
  /** Of a kline; `1m` if absent. */
  periods?: Period | readonly Period[];
  /** Levels of a depth; 5 if absent. */
  depth?: 1 | 5 | 10 | 20;
  /** Only these columns of the data, besides `symbol`. */
  fields?: readonly string[];
  timestamps?: true | ReadonlyArray<'src_ts' | 'in_ts'>;
  delivery?: 'conflated' | 'all';
  /** Updates of a topic in a second, at most. */
  max_rate?: number;
  /** Whether the present value comes first, or how many rows. */
  snapshot?: boolean | number;
  where?: Filter;
  min_change?: { field: string; pct?: number; abs?: number };
  filters?: { min_price?: number; max_price?: number; min_volume?: number; change_percent_threshold?: number };
  paused?: boolean;
}

/** What is missing of a topic. */
export interface Gap {
  topic: string;
  /** The first `seq` that is missing, and the last. */
  from: number;
  to: number;
  /**
   * Of the server: `slow_consumer`, `paused`; after a reconnect `lost`. `broken_chain`: something is missing and the server did
   * not say so; the topic is subscribed again by itself.
   */
  cause: 'slow_consumer' | 'paused' | 'lost' | 'broken_chain' | string;
}

/** A topic is subscribed. After a reconnect `resumed` tells how it goes on. */
export interface Subscribed {
  topic: string;
  sub: string;
  symbol: string;
  data_type: DataType;
  epoch: string;
  seq: number;
  options: object;
  resumed?: 'replayed' | 'snapshot' | 'lost';
  replayed?: number;
  from?: number;
  to?: number;
}

export interface State {
  /**
   * `waiting`: comes back by itself at `retryAt`; `ended`: the server refuses this connection for good (token, permission, limit,
   * protocol), `open()` tries once more; `closed`: by `close()`.
   */
  name: 'idle' | 'connecting' | 'live' | 'waiting' | 'ended' | 'closed';
  /** Attempts since the connection was last stable. */
  attempt: number;
  /** Epoch milliseconds. */
  retryAt?: number;
  code?: number;
  reason?: string;
}

export interface Status {
  type: string;
  message: string;
  severity: 'info' | 'warning' | 'error';
  details?: { [name: string]: unknown };
}

/** Something was refused, or could not be read. */
export interface Fault {
  /** Of the protocol; absent on faults found here. */
  code?: number;
  name: string;
  message: string;
  retryable?: boolean;
  retry_after_ms?: number;
  details?: { path?: string; supported?: unknown; [name: string]: unknown };
  /** The set it belongs to, and of a refused topic what it was. */
  sub?: string;
  symbol?: string;
  data_type?: DataType;
  frequency?: string;
  suggestions?: string[];
}

export interface Heartbeat {
  client_id: string;
  server_time: string;
  connection_uptime: number;
  n: number;
  sources: { [name: string]: { state: string; age_ms?: number } };
  /** Of silent topics: the last `seq` sent, and the last one looked at. */
  tops: { [topic: string]: [sent: number, considered: number] };
  conn: { queue_bytes: number; merged: number; rtt_ms?: number };
}

export interface Frame {
  messages: number;
  /** Bytes of a binary frame, characters of a text frame. */
  size: number;
}

export interface SetEvents {
  /** The first value of a topic, or one after which nothing before it matters. */
  snapshot: Update;
  /** Each further one, in order, with nothing missing since the one before that was not told as a gap. */
  update: Update;
  gap: Gap;
  subscribed: Subscribed;
  error: Fault;
}

export interface ClientEvents extends SetEvents {
  state: State;
  status: Status;
  heartbeat: Heartbeat;
  /** All messages of one frame were told. */
  frame: Frame;
}

export interface Listeners<Events> {
  /** @returns a function that ends the listening */
  on<Name extends keyof Events>(event: Name, listener: (event: Events[Name]) => void): () => void;
}

/** One set of topics. It lives as long as the client, across connections, until `end()`. */
export interface Subscription extends Listeners<SetEvents> {
  readonly name: string;
  /** As it is wanted now; undefined once the set has ended. */
  readonly wish: Wish | undefined;
  readonly symbols: string[];
  add(...symbols: string[]): this;
  remove(...symbols: string[]): this;
  /** Changes some members of the wish; one that is undefined goes back to its default. */
  change(members: Partial<Wish>): this;
  pause(): this;
  resume(): this;
  end(): void;
}

/** The part of the WebSocket interface that is used. */
export interface WebSocketLike {
  binaryType: string;
  readonly readyState: number;
  onopen: ((event: any) => void) | null;
  onmessage: ((event: any) => void) | null;
  onclose: ((event: any) => void) | null;
  onerror: ((event: any) => void) | null;
  send(text: string): void;
  close(): void;
}

export interface Options {
  /** Needed where there is no global WebSocket, for instance in Node before 22. */
  WebSocket?: new (url: string | URL) => WebSocketLike;
  /** The name the server knows this client by. */
  client?: string;
  /** In the order of preference; `json+gzip` first where it can be read. */
  encodings?: ReadonlyArray<'json' | 'json+gzip' | 'json+binary'>;
  /** Updates that wait together come in one frame; false for one frame each. */
  batch?: { max_delay_ms?: number; max_items?: number } | false;
  /** Whether an update may come as a patch; listeners see whole values either way. Default true. */
  delta?: boolean;
  /** With `credit` a frame is sent only after the last one was rendered. Default `push`. */
  flow?: 'push' | 'credit';
  /** With credit flow: frames on their way at a time. Default 1. */
  credit?: number;
  /**
   * With credit flow: calls back when what was just received is rendered. Default: after the next paint in a browser, so
   * nothing is sent to a page that nobody sees; elsewhere after the listeners.
   */
  rendered?: (done: () => void) => void;
  /** After three of these without a word the connection is given up. 0 for none; default 5000. */
  heartbeat_ms?: number;
}

/** The newest that is known of a topic. */
export interface Stream {
  readonly topic: string;
  readonly sub: string;
  readonly symbol: string;
  readonly type: DataType;
  readonly epoch?: string;
  readonly seq?: number;
  readonly data?: Quote | Tick | Trade | Bar | Depth;
}

/** One connection to a server that comes back by itself, with everything that was wanted. */
export class ArgusClient implements Listeners<ClientEvents> {
  /** Does not connect yet: `open()` does. */
  constructor(url: string | URL, options?: Options);
  readonly state: State;
  /** The `data` of the last welcome, with what was `agreed`; undefined before the first. */
  readonly welcome?: { node: string; periods: Period[]; limits: object; agreed?: object; [name: string]: unknown };
  /** Connects now, whatever it was waiting for. */
  open(): this;
  /** Tries at once if it is only waiting to come back, for instance because the network is there again. */
  hurry(): void;
  close(): void;
  /** Declares a set. A set of that name is replaced, and only the difference is asked for; changes of one moment go out together. */
  subscribe(name: string, wish: Wish): Subscription;
  stream(topic: string): Stream | undefined;
  /** Asks the server something, for instance `get_stats`. Rejected where there is no connection, or no answer. */
  request(type: string, data?: object): Promise<any>;
  on<Name extends keyof ClientEvents>(event: Name, listener: (event: ClientEvents[Name]) => void): () => void;
}

/** How an update stands to the last one taken: a snapshot, the next, or something is missing in between. */
export function link(last: number | undefined, update: { snapshot?: boolean; seq: number; pseq?: number }): 'start' | 'next' | 'broken';

/** RFC 7396: what the patch makes of the target, which stays as it was. */
export function mergePatch(target: unknown, patch: unknown): unknown;
