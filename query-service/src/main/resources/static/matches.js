/** Recent matches and timeouts of all patterns, and how many matches there were in the last minutes. */

import {read} from './api.js';
import {ago, byId, el, setText, showProblem} from './dom.js';
import {duration, number, value, warnings} from './format.js';

const COUNTED = 10 * 60_000;
const READ = 200;
const SHOWN = 50;

export class MatchPanels {
    #view;
    #matches = [];
    #timeouts = [];
    #counted = new Map();
    #more = false;
    #updatedAt = {matches: null, timeouts: null};
    #problem = null;
    #patterns = null;
    #meanwhile = [];

    constructor(view) {
        this.#view = view;
    }

    get isEmpty() {
        return this.#matches.length === 0 && this.#timeouts.length === 0;
    }

    /** Loads the past. */
    async load(signal) {
        this.#meanwhile = [];
        try {
            const {patterns} = await read('/v1/patterns', {}, signal);
            this.#patterns = patterns;
            const answers = await Promise.all(patterns.map(pattern => this.#read(pattern, signal)));
            this.#matches = newest(answers.flatMap(answer => answer.matches), 'end');
            this.#timeouts = newest(answers.flatMap(answer => answer.timeouts), 'deadline');
            this.#more = answers.some(answer => answer.matches.length === READ && isCounted(answer.matches.at(-1)));
            this.#counted = new Map(answers.flatMap(answer => answer.matches).filter(isCounted).map(
                match => [match.match_id, match]));
            this.#problem = warnings(answers.flatMap(answer => answer.warnings));
            this.#updatedAt = {matches: Date.now(), timeouts: Date.now()};
            this.#meanwhile.forEach(take => take());
            this.#view.sawTenants([...this.#matches, ...this.#timeouts]);
        } catch (failure) {
            if (failure.name === 'AbortError') {
                throw failure;
            }
            this.#problem = failure.message;
            throw failure;
        } finally {
            this.#draw();
        }
    }

    match(match) {
        this.#meanwhile = [...this.#meanwhile, () => this.#takeMatch(match)].slice(-SHOWN);
        this.#takeMatch(match);
        this.#draw();
    }

    timeout(timeout) {
        this.#meanwhile = [...this.#meanwhile, () => this.#takeTimeout(timeout)].slice(-SHOWN);
        this.#takeTimeout(timeout);
        this.#draw();
    }

    #takeMatch(match) {
        this.#matches = newest([match, ...this.#matches.filter(other => other.match_id !== match.match_id)], 'end');
        if (isCounted(match)) {
            this.#counted.set(match.match_id, match);
        }
        this.#updatedAt.matches = Date.now();
    }

    #takeTimeout(timeout) {
        this.#timeouts = newest([timeout, ...this.#timeouts.filter(other => other.match_id !== timeout.match_id)],
            'deadline');
        this.#updatedAt.timeouts = Date.now();
    }

    /** Lets old matches go from the count, and brings the badges up to date. */
    tick() {
        for (const [id, match] of this.#counted) {
            if (!isCounted(match)) {
                this.#counted.delete(id);
                this.#more = false;
            }
        }
        this.#drawCount();
        badge(byId('matches-badge'), this.#updatedAt.matches, this.#problem);
        badge(byId('timeouts-badge'), this.#updatedAt.timeouts, this.#problem);
    }

    async #read({name, timeouts}, signal) {
        const path = `/v1/patterns/${encodeURIComponent(name)}`;
        const query = {limit: READ, tenant: this.#view.tenant};
        const [matches, late] = await Promise.all([read(`${path}/matches`, query, signal),
            timeouts === 'emit' ? read(`${path}/timeouts`, {...query, limit: SHOWN}, signal) : {timeouts: [], warnings: []}]);
        return {matches: matches.matches, timeouts: late.timeouts, warnings: [...matches.warnings, ...late.warnings]};
    }

    #draw() {
        const tenant = this.#view.showTenant;
        const nothing = text => [el('tr', {}, el('td', {colSpan: 5, className: 'quiet', textContent: text}))];
        const known = this.#patterns !== null;
        const none = this.#problem ? 'Nothing could be read.' : known && this.#patterns.length === 0
            ? 'No patterns are declared.' : known ? null : 'Loading';
        byId('matches').replaceChildren(...this.#matches.length ? this.#matches.map(match => matchRow(match, tenant))
            : nothing(none ?? 'No matches yet.'));
        byId('timeouts').replaceChildren(...this.#timeouts.length ? this.#timeouts.map(
            timeout => timeoutRow(timeout, tenant)) : nothing(none ?? 'No timeouts yet.'));
        showProblem(byId('matches-problem'), this.#problem);
        showProblem(byId('timeouts-problem'), this.#problem);
        this.tick();
    }

    #drawCount() {
        const known = this.#patterns !== null;
        setText(byId('match-count'), known && !(this.#problem && this.#counted.size === 0) ? number(this.#counted.size) + (this.#more ? '+' : '') : '–');
        const patterns = new Map();
        for (const {pattern} of this.#counted.values()) {
            patterns.set(pattern, (patterns.get(pattern) ?? 0) + 1);
        }
        const rows = [...patterns].sort(([, a], [, b]) => b - a).slice(0, 4).map(([pattern, count]) => el('li', {},
            el('span', {textContent: pattern, title: pattern}), el('b', {textContent: number(count)})));
        const empty = el('li', {className: 'quiet', textContent: this.#problem || (known ? 'None' : '')});
        byId('match-breakdown').replaceChildren(...rows.length ? rows : [empty]);
    }
}

/** How long ago a panel last changed, and whether something is missing from it. */
export function badge(element, updatedAt, problem) {
    element.dataset.kind = problem ? 'failed' : updatedAt === null ? 'none' : 'final';
    const seconds = Math.round((Date.now() - updatedAt) / 1000);
    const age = seconds < 120 ? `${seconds} s` : `${Math.floor(seconds / 60)} min`;
    setText(element, updatedAt === null ? problem ? 'not read' : 'loading'
        : problem ? `incomplete · ${age} ago` : `updated ${age} ago`);
}

const isCounted = match => Date.parse(match.end) > Date.now() - COUNTED;

const newest = (rows, time) => rows.sort((a, b) => b[time].localeCompare(a[time])).slice(0, SHOWN);

function matchRow(match, showTenant) {
    const measures = Object.entries(match.measures ?? {}).map(([name, measure]) => el('span', {className: 'measure'},
        el('span', {textContent: name}), el('b', {textContent: value(measure)})));
    return el('tr', {}, el('th', {scope: 'row', textContent: match.pattern}), keyCell(match, showTenant),
        el('td', {className: 'nowrap'}, ago(match.end)),
        el('td', {className: 'nowrap', textContent: duration(Date.parse(match.end) - Date.parse(match.start))}),
        el('td', {}, ...measures));
}

function timeoutRow(timeout, showTenant) {
    return el('tr', {}, el('th', {scope: 'row', textContent: timeout.pattern}), keyCell(timeout, showTenant),
        el('td', {className: 'nowrap'}, ago(timeout.deadline)), el('td', {}, el('code', {textContent: timeout.waiting_for})));
}

function keyCell({key, tenant_id}, showTenant) {
    return el('td', {className: 'key', title: key}, showTenant ? el('span', {className: 'quiet',
        textContent: `${tenant_id} · `}) : null, key);
}
