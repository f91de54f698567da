// Tells every tab when the site has changed. It runs once for all tabs, as a shared worker: a
// browser opens only six connections to a host, and the seventh tab would wait for ever for its.

const HERE = "/__live__/";
const tabs = new BroadcastChannel(HERE);

function listen() {
  const events = new EventSource(`${HERE}events`);
  events.onmessage = ({ data }) => tabs.postMessage(data);
  events.onerror = () => {
    // The browser itself looks for a server that is gone, but gives up on one that refuses.
    if (events.readyState === EventSource.CLOSED) setTimeout(listen, 2000);
  };
}

listen();
