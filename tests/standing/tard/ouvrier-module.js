const reponse = await fetch('/api/agenda.json');
await reponse.json();
setTimeout(() => postMessage('ouvert'), 500);
