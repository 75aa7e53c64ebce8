// Waiting for what a client tells, without sleeping.

/** The next event of a type that fits, or a rejection that says what was waited for. */
export function next(client, type, fits = () => true, patience = 20_000) {
  return new Promise((resolve, reject) => {
    const timer = setTimeout(() => {
      end();
      reject(new Error(`no ${type} that fits within ${patience} ms`));
    }, patience);
    const end = client.on(type, (event) => {
      if (fits(event)) {
        clearTimeout(timer);
        end();
        resolve(event);
      }
    });
  });
}
