onconnect = ({ ports: [port] }) => setTimeout(() => port.postMessage('ouvert'), 1200);
