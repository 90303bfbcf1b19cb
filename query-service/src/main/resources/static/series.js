/** Windows of one metric as lines of a chart. Knows nothing of the page. */

/** Most groups that have a line of their own. */
export const MAX_GROUPS = 8;
const CALENDAR_DAYS = {day: 1, week: 7, month: 31};
const ADDITIVE = new Set(['count', 'sum']);

/** Whether values of several groups may be added up, and a window without events counts as 0. */
export const isAdditive = aggregate => ADDITIVE.has(aggregate);

/** The windows of a metric, the newest value of each, by group and start. */
export class MetricSeries {
    #groups = new Map();
    #slots = new Map();
    #isLoaded = false;
    #isEven;

    /** @param window its name: `1m`, `10m@10s` */
    constructor(window) {
        this.newestStart = null;
        this.newestIsFinal = null;
        this.stepMillis = millis(window.split('@').at(-1));
        this.#isEven = !(window.split('-')[0] in CALENDAR_DAYS);
    }

    get isEmpty() {
        return this.#groups.size === 0;
    }

    /** Starts anew with these windows. */
    replace(rows) {
        this.#groups.clear();
        if (!this.#isLoaded) {
            this.#slots.clear();
            this.#isLoaded = true;
        }
        this.newestStart = null;
        rows.forEach(row => this.apply(row));
    }

    /** Takes a window that is new or has changed. */
    apply(row) {
        const start = Date.parse(row.start);
        const key = JSON.stringify([row.tenant_id, ...Object.values(row.group)]);
        if (!this.#groups.has(key)) {
            this.#groups.set(key, {key, tenant: row.tenant_id, group: row.group, rows: new Map()});
        }
        this.#groups.get(key).rows.set(start, row);
        if (this.newestStart === null || start >= this.newestStart) {
            this.newestIsFinal = start === this.newestStart ? this.newestIsFinal && row.final : row.final;
            this.newestStart = start;
        }
    }

    /** Forgets windows that begin before that. */
    prune(before) {
        for (const group of this.#groups.values()) {
            for (const start of group.rows.keys()) {
                if (start < before) {
                    group.rows.delete(start);
                }
            }
            if (group.rows.size === 0) {
                this.#groups.delete(group.key);
            }
        }
    }

    /**
     * The lines to draw for windows that begin in [from, to].
     *
     * @returns `times` in milliseconds; `lines` with `label`, `slot` (its colour; null for other), and for each time its
     *     value in `closed` or `open`, the other being null; `dropped`: how many groups have no line
     */
    lines(aggregate, from, to, showTenant) {
        const groups = [...this.#groups.values()].filter(group => inRange(group, from, to));
        const times = grid(groups, from, to, this.#isEven ? this.stepMillis : null);
        const finalUntil = Math.max(...groups.flatMap(group => [...group.rows].filter(([start, row]) => row.final
            && start <= to).map(([start]) => start)), -Infinity);
        const {named, rest} = this.#assign(groups, aggregate);
        const lines = named.map(group => line(label(group, showTenant), this.#slots.get(group.key),
            [group], times, aggregate, finalUntil));
        if (rest.length && isAdditive(aggregate)) {
            lines.push(line(`other (${rest.length})`, null, rest, times, aggregate, finalUntil));
        }
        return {times, lines, dropped: isAdditive(aggregate) ? 0 : rest.length, finalUntil};
    }

    /** Groups keep their colour; free colours go to the largest groups that have none. */
    #assign(groups, aggregate) {
        const present = new Set(groups.map(group => group.key));
        for (const key of this.#slots.keys()) {
            if (!present.has(key)) {
                this.#slots.delete(key);
            }
        }
        const waiting = groups.filter(group => !this.#slots.has(group.key))
            .sort((a, b) => weight(b, aggregate) - weight(a, aggregate) || a.key.localeCompare(b.key));
        const used = new Set(this.#slots.values());
        for (let slot = 0; slot < MAX_GROUPS && waiting.length; slot++) {
            if (!used.has(slot)) {
                this.#slots.set(waiting.shift().key, slot);
            }
        }
        const named = groups.filter(group => this.#slots.has(group.key))
            .sort((a, b) => this.#slots.get(a.key) - this.#slots.get(b.key));
        return {named, rest: groups.filter(group => !this.#slots.has(group.key))};
    }
}

function millis(durationText) {
    const days = CALENDAR_DAYS[durationText.split('-')[0]];
    if (days) {
        return days * 86_400_000;
    }
    const units = {ms: 1, s: 1000, m: 60_000, h: 3_600_000, d: 86_400_000};
    return [...durationText.matchAll(/(\d+)(ms|s|m|h|d)/g)].reduce((sum, [, count, unit]) => sum + count * units[unit],
        0) || 60_000;
}

function inRange(group, from, to) {
    return [...group.rows.keys()].some(start => start >= from && start <= to);
}

function weight(group, aggregate) {
    const values = [...group.rows.values()].map(row => row.values[aggregate] ?? 0);
    const sum = values.reduce((a, b) => a + b, 0);
    return isAdditive(aggregate) ? sum : sum / values.length;
}

/** The starts of windows: every step, also where there is none; without a step, those that there are. */
function grid(groups, from, to, step) {
    const starts = groups.flatMap(group => [...group.rows.keys()]).filter(start => start >= from && start <= to);
    if (step === null) {
        return [...new Set(starts)].sort((a, b) => a - b);
    }
    if (starts.length === 0) {
        return [];
    }
    const first = starts.reduce((a, b) => Math.min(a, b));
    const last = starts.reduce((a, b) => Math.max(a, b));
    const times = [];
    for (let time = first; time <= last; time += step) {
        times.push(time);
    }
    return times;
}

function label(group, showTenant) {
    const values = Object.values(group.group);
    const parts = showTenant ? [group.tenant, ...values] : values;
    return parts.map(part => part === '' ? '(none)' : part).join(' · ') || 'all';
}

function line(name, slot, groups, times, aggregate, finalUntil) {
    const closed = [];
    const open = [];
    times.forEach((time, i) => {
        const rows = groups.map(group => group.rows.get(time)).filter(row => row !== undefined);
        const values = rows.map(row => row.values[aggregate]).filter(value => value !== undefined);
        const missing = isAdditive(aggregate) && time <= finalUntil ? 0 : null;
        const value = values.length ? values.reduce((a, b) => a + b, 0) : missing;
        const isOpen = rows.some(row => !row.final);
        closed[i] = isOpen ? null : value;
        open[i] = isOpen ? value : null;
    });
    return {label: name, slot, closed, open};
}
