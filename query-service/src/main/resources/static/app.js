/** The page: reads the past, follows the live stream, and keeps both together. */

import {AlertPanel} from './alerts.js';
import {read} from './api.js';
import {ChartPanel} from './chart.js';
import {aggregateOf, choose, chosen, drawChoices, windowOf} from './choice.js';
import {byId, el, refreshTimes, setText} from './dom.js';
import {follow} from './live.js';
import {MatchPanels} from './matches.js';
import {askForKey, drawNoEvents, drawPast, stopAsking, whenKeyIsGiven} from './notices.js';
import {RateTile} from './tiles.js';

const RETRY = 10_000;

/** What the panels share: the time and the tenant shown. */
const view = {
    minutes: 60,
    tenant: '',
    tenants: new Set(),
    isPast: false,
    newest: null,
    to: () => view.isPast ? view.newest : Date.now(),
    from: () => view.to() - view.minutes * 60_000,
    get showTenant() {
        return view.tenant === '' && view.tenants.size > 1;
    },
    sawTenants(rows) {
        const before = view.tenants.size;
        rows.forEach(row => view.tenants.add(row.tenant_id));
        if (view.tenants.size > before) {
            drawTenants();
        }
    }
};

const rates = new RateTile();
const matches = new MatchPanels(view);
const alerts = new AlertPanel(view);
let charts = [];
let metrics = null;
let stream = null;
let loading = null;
let loaded = false;
let retry = null;
let reloadSoon = null;
let ratiosSoon = null;

function begin() {
    stopAsking();
    loaded = false;
    stream?.close();
    stream = follow({tenant: view.tenant}, onEvent, showState);
    load();
}

/** Reads all that the page shows; tries again later what could not be read. */
async function load() {
    loading?.abort();
    clearTimeout(retry);
    const current = loading = new AbortController();
    const results = await Promise.allSettled([loadCharts(current.signal), matches.load(current.signal),
        alerts.load(current.signal)]);
    if (current.signal.aborted) {
        return;
    }
    loaded = true;
    const failures = results.filter(result => result.status === 'rejected').map(result => result.reason);
    const refused = failures.find(failure => failure.needsKey);
    if (refused) {
        showState('unauthorised', {reason: refused.message, status: refused.status});
    } else if (failures.length) {
        retry = setTimeout(load, RETRY);
    }
    drawNotices();
}

async function loadCharts(signal) {
    const answer = await read('/v1/metrics', {}, signal);
    metrics = answer.metrics;
    drawChoices(metrics);
    arrangeCharts(chosen(metrics));
    const reads = await Promise.allSettled(charts.map(chart => chart.load()));
    const rows = reads.flatMap(result => result.status === 'fulfilled' ? result.value : []);
    view.sawTenants(rows);
    await lookForThePast(rows, signal);
    const failed = reads.find(result => result.status === 'rejected' && result.reason.name !== 'AbortError');
    if (failed) {
        throw failed.reason;
    }
}

/** When there is nothing now, as after a replay of old events, finds out when there was. */
async function lookForThePast(rows, signal) {
    if (rows.length === 0 && charts.length && view.newest === null) {
        const {windows} = await read(`/v1/metrics/${encodeURIComponent(charts[0].name)}/windows`,
            {window: charts[0].window, tenant: view.tenant, limit: 20_000}, signal);
        windows.forEach(noteTime);
    }
}

function noteTime(row) {
    view.newest = Math.max(view.newest ?? 0, Date.parse(row.start));
}

function arrangeCharts(names) {
    if (charts.map(chart => chart.name).join() === names.join()) {
        return;
    }
    const kept = new Map(charts.map(chart => [chart.name, chart]));
    charts = names.map(name => kept.get(name) ?? newChart(metrics.find(metric => metric.name === name)));
    [...kept.values()].filter(chart => !charts.includes(chart)).forEach(chart => chart.close());
    byId('charts').replaceChildren(...charts.map(chart => chart.element));
    if (charts.length === 0) {
        byId('charts').replaceChildren(el('p', {className: 'panel none', textContent: metrics.length
            ? 'No metric is chosen.' : 'No metrics are declared. Declare one with PUT /v1/definitions/metrics/{name}.'}));
    }
}

function newChart(metric) {
    return new ChartPanel(metric, windowOf(metric), aggregateOf(metric), view);
}

function onEvent(name, data) {
    switch (name) {
        case 'hello':
            setText(byId('version'), `Millrace ${data.version}`);
            rates.begin(data.rates);
            if (loaded) {
                load();
            }
            break;
        case 'rate':
            rates.add(data);
            break;
        case 'windows':
            windows(data);
            break;
        case 'match':
            view.sawTenants([data]);
            matches.match(data);
            break;
        case 'timeout':
            view.sawTenants([data]);
            matches.timeout(data);
            break;
        case 'alert':
            view.sawTenants([data]);
            alerts.transition(data);
            break;
        case 'gap':
            reloadSoon ??= setTimeout(reload, 5_000);
            break;
    }
    drawNotices();
}

function windows(rows) {
    view.sawTenants(rows);
    rows.forEach(noteTime);
    const changed = new Set();
    for (const row of rows) {
        const chart = charts.find(each => each.takes(row));
        if (chart) {
            chart.apply(row);
            changed.add(chart);
        } else if (metrics && !metrics.some(metric => metric.name === row.metric)) {
            reloadSoon ??= setTimeout(reload, 3_000);
        }
    }
    if (rows.some(row => charts.some(chart => chart.follows(row)))) {
        ratiosSoon ??= setTimeout(reloadRatios, 3_000);
    }
    (view.isPast ? charts : changed).forEach(chart => chart.draw());
}

/** Reads anew the ratios, whose windows the live stream does not have. */
function reloadRatios() {
    ratiosSoon = null;
    charts.filter(chart => chart.isRatio).forEach(chart => chart.load().catch(() => {}));
}

/** Reads anew what the live stream could not tell: after a gap, or for a metric that is new. */
function reload() {
    reloadSoon = null;
    load();
}

function showState(state, {reason, wait, attempts}) {
    const texts = {connecting: attempts ? 'Reconnecting' : 'Connecting', live: 'Live', unauthorised: 'Not authorised',
        waiting: attempts > 3 ? `Disconnected: ${reason}` : `Reconnecting: ${reason}`};
    byId('state').dataset.state = state === 'waiting' && attempts > 3 ? 'disconnected' : state;
    setText(byId('state').firstElementChild, texts[state]);
    byId('state').title = wait ? `${reason}. Next attempt within ${Math.ceil(wait / 1000)} s` : '';
    if (state === 'unauthorised') {
        stream?.close();
        loading?.abort();
        askForKey(reason);
    }
    if (state === 'waiting') {
        rates.lost();
        if (attempts > 1) {
            load();
        }
    }
    drawNotices();
}

function drawNotices() {
    const isLive = byId('state').dataset.state === 'live';
    const hasAny = rates.hasEvents || view.newest !== null || charts.some(chart => !chart.isEmpty) || !matches.isEmpty
        || !alerts.isEmpty;
    drawNoEvents(isLive && loaded && !hasAny);
    drawPast(view);
}

function drawTenants() {
    const names = [...view.tenants].sort();
    byId('tenant-field').hidden = names.length < 2;
    byId('tenant').replaceChildren(el('option', {value: '', textContent: 'All'}),
        ...names.map(name => el('option', {value: name, textContent: name, selected: name === view.tenant})));
    charts.forEach(chart => chart.draw());
}

whenKeyIsGiven(begin);
byId('tenant').addEventListener('change', event => {
    view.tenant = event.target.value;
    begin();
});
byId('span').addEventListener('change', event => {
    view.minutes = Number(event.target.value);
    load();
});
byId('past-toggle').addEventListener('click', () => {
    view.isPast = !view.isPast;
    load();
});
byId('chart-choices').addEventListener('change', () => {
    choose(charts.map(chart => chart.name));
    load();
});
matchMedia('(prefers-color-scheme: dark)').addEventListener('change', () => charts.forEach(chart => chart.recolour()));
addEventListener('online', () => stream?.retry());
setInterval(() => {
    refreshTimes();
    matches.tick();
    alerts.tick();
    charts.forEach(chart => chart.tick());
}, 1_000);
setInterval(() => charts.forEach(chart => chart.draw()), 5_000);

begin();
