/** Numbers, times and names as people read them. */

const whole = new Intl.NumberFormat('en', {maximumFractionDigits: 0});
const fine = new Intl.NumberFormat('en', {maximumFractionDigits: 2});
const rough = new Intl.NumberFormat('en', {notation: 'compact', maximumSignificantDigits: 3});
const clock = new Intl.DateTimeFormat(undefined, {hour: '2-digit', minute: '2-digit', hour12: false});

/** A value: whole from a hundred on, two decimals below, `–` when there is none. */
export function number(value) {
    if (value === null || value === undefined || Number.isNaN(value)) {
        return '–';
    }
    if (Math.abs(value) >= 1e6) {
        return rough.format(value);
    }
    return Math.abs(value) >= 100 || Number.isInteger(value) ? whole.format(value) : fine.format(value);
}

/** A value in few characters, for axes. */
export const short = value => rough.format(value);

/** A rate: one decimal below ten. */
export const rate = value => value >= 10 ? whole.format(value) : (Math.round(value * 10) / 10).toString();

/** Hours and minutes. */
export const hourMinute = millis => clock.format(new Date(millis));

/** From one time to another: `12:03–12:04`, with the day when it is not today. */
export function timeSpan(from, to) {
    const day = new Date(from).toDateString() === new Date().toDateString()
        ? '' : new Date(from).toLocaleDateString(undefined, {year: 'numeric', month: 'short', day: 'numeric'}) + ' ';
    return `${day}${hourMinute(from)}–${hourMinute(to)}`;
}

/** A duration in its two largest units. */
export function duration(millis) {
    if (millis < 1000) {
        return `${Math.max(0, Math.round(millis))} ms`;
    }
    const seconds = Math.round(millis / 1000);
    const units = [['d', 86400], ['h', 3600], ['min', 60], ['s', 1]];
    const first = units.findIndex(([, size]) => seconds >= size);
    const [unit, size] = units[first];
    const rest = units[first + 1];
    const remainder = rest ? Math.floor(seconds % size / rest[1]) : 0;
    return `${Math.floor(seconds / size)} ${unit}${remainder ? ` ${remainder} ${rest[0]}` : ''}`;
}

/** `average-order-value` as a heading: `Average order value`. */
export function title(name) {
    const words = name.replace(/[-_]+/g, ' ');
    return words.charAt(0).toUpperCase() + words.slice(1);
}

/** A measure or label of any kind. */
export function value(any) {
    if (typeof any === 'number') {
        return number(any);
    }
    return typeof any === 'object' ? JSON.stringify(any) : String(any);
}

/** Warnings of reads in one sentence; those that differ only in the partition are told once. */
export function warnings(list) {
    const kinds = new Map();
    for (const warning of new Set(list ?? [])) {
        const [, service, reason] = warning.match(/^partition \d+ of (\S+) is missing: (.*)$/) ?? [];
        const kind = service ? `${service}: ${reason}` : warning;
        kinds.set(kind, (kinds.get(kind) ?? 0) + (service ? 1 : 0));
    }
    return [...kinds].map(([kind, partitions]) => partitions === 0 ? kind
        : `${kind} (${partitions === 1 ? '1 partition' : `${partitions} partitions`} missing)`).join('. ');
}
