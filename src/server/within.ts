/**
 * What `act` gives, if it gives it within so many milliseconds. Its signal aborts when the time is over, but
 * nothing depends on its heeding that: a credential plugin, say, does not.
 *
 * @throws DOMException named TimeoutError when the time is over; it may be over before `act` is called.
 */
export async function within<T>(milliseconds: number, act: (signal: AbortSignal) => Promise<T>): Promise<T> {
  const timeout = new DOMException('no answer before the timeout', 'TimeoutError');
  if (milliseconds <= 0) throw timeout;
  const controller = new AbortController();
  const over = Promise.withResolvers<never>();
  const timer = setTimeout(() => {
    over.reject(timeout);
    controller.abort(timeout);
  }, milliseconds);
  try {
    return await Promise.race([act(controller.signal), over.promise]);
  } finally {
    clearTimeout(timer);
  }
}
