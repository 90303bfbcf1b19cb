/** The live stream: server-sent events over fetch (so that a key can be shown), with reconnection. */

import {address, ReadError, request} from './api.js';

const SILENCE = 40_000;
const LONGEST_WAIT = 15_000;

/** Splits a byte stream into events. Source: WHATWG HTML, section 9.2. */
export class EventParser {
    #decoder = new TextDecoder();
    #rest = '';
    #name = '';
    #data = [];
    #onEvent;

    constructor(onEvent) {
        this.#onEvent = onEvent;
    }

    push(bytes) {
        const lines = (this.#rest + this.#decoder.decode(bytes, {stream: true})).split(/\r\n|\n|\r(?!$)/);
        this.#rest = lines.pop();
        lines.forEach(line => this.#line(line));
    }

    #line(line) {
        if (line === '') {
            if (this.#data.length) {
                this.#onEvent(this.#name || 'message', this.#data.join('\n'));
            }
            this.#name = '';
            this.#data = [];
            return;
        }
        const colon = line.indexOf(':');
        const field = colon < 0 ? line : line.slice(0, colon);
        const value = colon < 0 ? '' : line.slice(colon + 1).replace(/^ /, '');
        if (field === 'event') {
            this.#name = value;
        } else if (field === 'data') {
            this.#data.push(value);
        }
    }
}

/**
 * Follows the live stream until closed.
 *
 * @param parameters of `/v1/live`
 * @param onEvent called with name and parsed data of each event
 * @param onState called with `connecting`, `live`, `waiting` (with reason and milliseconds) or `unauthorised` (reason)
 * @returns an object with `close()` and `retry()`
 */
export function follow(parameters, onEvent, onState) {
    let closed = false;
    let attempts = 0;
    let timer = null;
    let current = null;

    async function connect() {
        timer = null;
        const abort = new AbortController();
        current = abort;
        let silence = null;
        const heard = () => {
            clearTimeout(silence);
            silence = setTimeout(() => abort.abort(), SILENCE);
        };
        let end = 'the connection was lost';
        try {
            onState('connecting', {attempts});
            heard();
            const response = await request(address('/v1/live', parameters),
                'text/event-stream, application/problem+json', abort.signal);
            const parser = new EventParser((name, data) => {
                const value = JSON.parse(data);
                if (name === 'hello') {
                    attempts = 0;
                    onState('live', {});
                } else if (name === 'end') {
                    end = value.reason;
                }
                if (!closed) {
                    onEvent(name, value);
                }
            });
            for await (const bytes of chunks(response.body)) {
                heard();
                parser.push(bytes);
            }
        } catch (failure) {
            if (failure instanceof ReadError && failure.needsKey) {
                closed = true;
                onState('unauthorised', {reason: failure.message, status: failure.status});
            } else if (failure instanceof ReadError) {
                end = failure.message;
            } else if (abort.signal.aborted && !closed) {
                end = 'nothing was heard for 40 s';
            }
        } finally {
            clearTimeout(silence);
        }
        if (!closed) {
            again(end);
        }
    }

    function again(reason) {
        const wait = Math.min(LONGEST_WAIT, 1000 * 2 ** attempts) * (0.8 + 0.4 * Math.random());
        attempts++;
        onState('waiting', {reason, wait, attempts});
        timer = setTimeout(connect, wait);
    }

    connect();
    return {
        close() {
            closed = true;
            clearTimeout(timer);
            current?.abort();
        },
        /** Tries at once instead of waiting. */
        retry() {
            if (timer !== null && !closed) {
                clearTimeout(timer);
                connect();
            }
        }
    };
}

async function* chunks(body) {
    const reader = body.getReader();
    for (;;) {
        const {done, value} = await reader.read();
        if (done) {
            return;
        }
        yield value;
    }
}
