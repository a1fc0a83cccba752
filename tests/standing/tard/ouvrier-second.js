setTimeout(() => postMessage('ouvert'), 1000);
