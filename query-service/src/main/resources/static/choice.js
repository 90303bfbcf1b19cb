/** Which metrics have a chart, and what of them is drawn. */

import {byId, el} from './dom.js';
import {title} from './format.js';

/** The metrics of the shipped definitions, in the order of their charts, and the aggregate that says most. */
const SHIPPED = {'events-by-type': 'count', revenue: 'sum', 'average-order-value': 'avg', 'active-users': 'distinct',
    errors: 'count', 'response-time': 'avg'};
const STORED = 'millrace.charts';
const WINDOW = '1m';
const FIRST = 6;
const MOST = 12;

/** The window that a chart of `metric` shows: of a minute, else the first of those that lie side by side or overlap. */
export const windowOf = metric => metric.windows.includes(WINDOW) ? WINDOW
    : metric.windows.find(window => !/^(session|since-midnight)/.test(window)) ?? metric.windows[0];

/** Whether `metric` has something that a chart could show. */
const isDrawable = metric => metric.windows.length > 0 && metric.numbers.length > 0;

/** The aggregate that a chart of `metric` shows first. */
export const aggregateOf = metric => metric.numbers.includes(SHIPPED[metric.name]) ? SHIPPED[metric.name]
    : metric.numbers[0];

/**
 * Names of the metrics to draw: those that the reader chose; else the shipped ones that are declared; else the first
 * with a window of a minute.
 */
export function chosen(metrics) {
    const names = metrics.filter(isDrawable).map(metric => metric.name);
    const stored = JSON.parse(localStorage.getItem(STORED) ?? '[]').filter(name => names.includes(name));
    if (stored.length) {
        return stored;
    }
    const shipped = Object.keys(SHIPPED).filter(name => names.includes(name));
    return shipped.length ? shipped : metrics.filter(metric => isDrawable(metric)
        && metric.windows.includes(WINDOW)).slice(0, FIRST).map(metric => metric.name);
}

/** Fills the menu. */
export function drawChoices(metrics) {
    const shown = chosen(metrics);
    byId('chart-menu').hidden = metrics.length === 0;
    byId('chart-choices').replaceChildren(...metrics.filter(isDrawable).map(metric => el('label',
        {title: metric.description ?? ''},
        el('input', {type: 'checkbox', value: metric.name, checked: shown.includes(metric.name)}),
        title(metric.name))));
}

/** Remembers what is ticked in the menu; charts that are shown keep their order. */
export function choose(shown) {
    const ticked = [...byId('chart-choices').querySelectorAll('input:checked')].map(input => input.value);
    const order = [...shown.filter(name => ticked.includes(name)), ...ticked.filter(name => !shown.includes(name))];
    localStorage.setItem(STORED, JSON.stringify(order.slice(0, MOST)));
}
