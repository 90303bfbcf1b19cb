/** Active alerts and the latest transitions of all. */

import {read} from './api.js';
import {ago, byId, el, setText, showProblem} from './dom.js';
import {warnings} from './format.js';
import {badge} from './matches.js';

const SHOWN = 40;
const SEVERITIES = ['critical', 'error', 'warning', 'info'];
const ACTIVE = new Set(['pending', 'firing']);

export class AlertPanel {
    #view;
    #active = new Map();
    #history = [];
    #updatedAt = null;
    #problem = null;
    #meanwhile = [];

    constructor(view) {
        this.#view = view;
    }

    get isEmpty() {
        return this.#history.length === 0;
    }

    /** Loads the past. */
    async load(signal) {
        this.#meanwhile = [];
        try {
            const tenant = this.#view.tenant;
            const [active, past] = await Promise.all([read('/v1/alerts', {tenant}, signal),
                read('/v1/alerts/history', {tenant, limit: SHOWN}, signal)]);
            this.#active = new Map(active.alerts.map(alert => [alert.fingerprint, alert]));
            this.#history = past.history;
            this.#problem = warnings([...active.warnings, ...past.warnings]);
            this.#updatedAt = Date.now();
            this.#meanwhile.forEach(alert => this.#take(alert));
            this.#view.sawTenants([...active.alerts, ...past.history]);
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

    /** Takes a transition. */
    transition(alert) {
        this.#meanwhile = [...this.#meanwhile, alert].slice(-SHOWN);
        this.#take(alert);
        this.#draw();
    }

    #take(alert) {
        if (ACTIVE.has(alert.state)) {
            this.#active.set(alert.fingerprint, alert);
        } else {
            this.#active.delete(alert.fingerprint);
        }
        const same = other => other.alert_id === alert.alert_id && other.state === alert.state
            && other.changed_at === alert.changed_at;
        this.#history = [alert, ...this.#history.filter(other => !same(other))].slice(0, SHOWN);
        this.#updatedAt = Date.now();
    }

    tick() {
        badge(byId('alerts-badge'), this.#updatedAt, this.#problem);
    }

    #draw() {
        showProblem(byId('alerts-problem'), this.#problem);
        const active = [...this.#active.values()].sort((a, b) => rank(a) - rank(b)
            || b.changed_at.localeCompare(a.changed_at));
        const tenant = this.#view.showTenant;
        const none = this.#problem ? 'Nothing could be read.' : this.#updatedAt === null ? 'Loading' : null;
        byId('active-alerts').replaceChildren(...active.length ? active.map(alert => activeAlert(alert, tenant))
            : [el('li', {className: 'all-clear', textContent: none ?? 'Nothing is firing.'})]);
        byId('transitions').replaceChildren(...this.#history.length ? this.#history.map(transition)
            : [el('li', {className: 'quiet', textContent: none ?? 'No transitions yet.'})]);
        this.#drawTile(active);
        this.tick();
    }

    #drawTile(active) {
        const firing = active.filter(alert => alert.state === 'firing');
        const tile = byId('tile-alerts');
        tile.dataset.severity = firing[0]?.severity ?? 'none';
        setText(byId('alert-count'), this.#updatedAt === null ? '–' : String(firing.length));
        const counts = new Map();
        firing.forEach(alert => counts.set(alert.severity, (counts.get(alert.severity) ?? 0) + 1));
        const pending = active.length - firing.length;
        const rows = [...counts, ...pending ? [['pending', pending]] : []].map(([name, count]) => el('li', {},
            el('span', {className: 'severity', 'data-severity': name, textContent: name}),
            el('b', {textContent: String(count)})));
        byId('alert-breakdown').replaceChildren(...rows.length ? rows : [el('li', {className: 'quiet',
            textContent: this.#updatedAt === null ? this.#problem || '' : 'Nothing is firing'})]);
        document.title = firing.length ? `(${firing.length}) Millrace` : 'Millrace';
    }
}

function rank(alert) {
    const severity = SEVERITIES.indexOf(alert.severity);
    return (alert.state === 'firing' ? 0 : 10) + (severity < 0 ? SEVERITIES.length : severity);
}

function activeAlert(alert, showTenant) {
    const labels = Object.entries(alert.labels ?? {}).map(([name, value]) => el('span', {className: 'measure'},
        el('span', {textContent: name}), el('b', {textContent: value})));
    return el('li', {'data-severity': alert.severity, 'data-state': alert.state},
        el('p', {className: 'alert-head'},
            el('span', {className: 'severity', 'data-severity': alert.severity, textContent: alert.severity}),
            el('strong', {textContent: alert.rule}),
            showTenant ? el('span', {className: 'quiet', textContent: alert.tenant_id}) : null,
            el('span', {className: 'alert-state', textContent: alert.suppressed ? `${alert.state}, not notified`
                : alert.state})),
        el('p', {className: 'alert-message', textContent: alert.message}),
        el('p', {className: 'alert-foot'}, ...labels, el('span', {className: 'quiet'}, 'since ', ago(alert.started_at))));
}

function transition(alert) {
    return el('li', {}, el('span', {className: 'severity', 'data-severity': alert.state === 'firing' ? alert.severity
        : alert.state, textContent: alert.state}),
    el('span', {className: 'what'}, el('strong', {textContent: alert.rule}), ' ',
        el('span', {className: 'quiet', textContent: alert.reason ?? '', title: alert.message ?? ''})),
    ago(alert.changed_at));
}
