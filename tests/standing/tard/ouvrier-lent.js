const ouvrier = new Worker('/ouvrier-second.js');
ouvrier.onmessage = ({ data }) => postMessage(data);
