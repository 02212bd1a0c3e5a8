// Loaded before Microsoft's client, which listens on every interface: here, on loopback alone.
const net = require('node:net');

const { listen } = net.Server.prototype;
net.Server.prototype.listen = function listenOnLoopback(first, ...rest) {
  return typeof first === 'number'
    ? listen.call(this, first, '127.0.0.1', ...rest.filter((one) => typeof one !== 'string'))
    : listen.call(this, { ...first, host: '127.0.0.1' }, ...rest);
};
