/** Reads of the query service, with the key of this tab. */

const KEY = 'millrace.key';

/** What went wrong with a read, for people. `status` is 0 when the service could not be reached. */
export class ReadError extends Error {
    constructor(status, message) {
        super(message);
        this.status = status;
    }

    /** Whether another key is needed. */
    get needsKey() {
        return this.status === 401 || this.status === 403;
    }
}

export const storedKey = () => sessionStorage.getItem(KEY);
export const storeKey = key => sessionStorage.setItem(KEY, key);
export const forgetKey = () => sessionStorage.removeItem(KEY);

/** Headers of a request. */
export function headers(accept) {
    const key = storedKey();
    return {Accept: accept, ...key ? {Authorization: `Bearer ${key}`} : {}};
}

/** A path with parameters; those without a value are left out. */
export function address(path, parameters = {}) {
    const query = new URLSearchParams(Object.entries(parameters).filter(([, value]) => value !== null
        && value !== undefined && value !== ''));
    return query.size ? `${path}?${query}` : path;
}

/** The JSON answer of a read. */
export async function read(path, parameters, signal) {
    const response = await request(address(path, parameters), 'application/json, application/problem+json', signal);
    return response.json();
}

/** Hands the answer of a read to the browser as a file. */
export async function download(path, parameters, name) {
    const response = await request(address(path, parameters), '*/*');
    const url = URL.createObjectURL(await response.blob());
    const link = Object.assign(document.createElement('a'), {href: url, download: name});
    link.click();
    setTimeout(() => URL.revokeObjectURL(url), 10_000);
}

/** A response that is not an error. */
export async function request(url, accept, signal) {
    let response;
    try {
        response = await fetch(url, {headers: headers(accept), signal, cache: 'no-store'});
    } catch (failure) {
        if (failure.name === 'AbortError') {
            throw failure;
        }
        throw new ReadError(0, 'The query service can’t be reached.');
    }
    if (!response.ok) {
        throw new ReadError(response.status, await reason(response));
    }
    return response;
}

async function reason(response) {
    try {
        const problem = await response.json();
        return problem.detail ?? problem.title ?? `HTTP ${response.status}`;
    } catch {
        return `HTTP ${response.status}`;
    }
}
