"""Clients that mean ill or know no better: each gets an answer or an end, and the node goes on serving others."""
import concurrent.futures
import http.client
import resource
import shutil
import socket
import time
import unittest

from node import Node

LOTS = 1000 if resource.getrlimit(resource.RLIMIT_NOFILE)[1] >= 2048 else 400


class BadClientsTest(unittest.TestCase):
    @classmethod
    def setUpClass(cls):
        soft, hard = resource.getrlimit(resource.RLIMIT_NOFILE)
        resource.setrlimit(resource.RLIMIT_NOFILE, (min(hard, max(soft, 4096)), hard))
        cls.node = Node()
        cls.first = cls.node.first_person()

    @classmethod
    def tearDownClass(cls):
        cls.node.stop()
        shutil.rmtree(cls.node.folder)

    def tearDown(self):
        self.assertEqual(self.first.ask("GET", "/api/v1/session").status, 200, "the node must go on")

    def raw(self, data, seconds=15):
        """What comes back until the other side ends."""
        with socket.create_connection(("127.0.0.1", self.node.port), timeout=seconds) as client:
            client.sendall(data)
            got = b""
            try:
                while piece := client.recv(65536):
                    got += piece
            except (socket.timeout, ConnectionResetError):
                pass
            return got

    def first_line(self, data, seconds=15):
        return self.raw(data, seconds).split(b"\r\n")[0]

    def test_malformed_heads(self):
        for data in (b"GARBAGE\r\n\r\n", b"GET / HTTP/9.9\r\nHost: x\r\n\r\n", b"GET  /  HTTP/1.1\r\nHost: x\r\n\r\n", b"GET / HTTP/1.1\r\n\r\n", b"GET / HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
                     b"GET / HTTP/1.1\r\nHost: x\r\nBad Header: y\r\n\r\n", b"GET /%00 HTTP/1.1\r\nHost: x\r\n\r\n", b"GET /../etc/passwd HTTP/1.1\r\nHost: x\r\n\r\n", b"GET /assets/..%2f..%2fetc HTTP/1.1\r\nHost: x\r\n\r\n",
                     b"\x16\x03\x01\x02\x00\x01\x00\x01\xfc\x03\x03" + bytes(50)):
            line = self.first_line(data)
            self.assertTrue(line == b"" or line.startswith((b"HTTP/1.1 400", b"HTTP/1.1 404")), (data, line))

    def test_request_smuggling_is_refused(self):
        for head in (b"Content-Length: 5\r\nTransfer-Encoding: chunked", b"Content-Length: 5\r\nContent-Length: 6", b"Transfer-Encoding: xchunked", b"Transfer-Encoding: chunked\r\nTransfer-Encoding: identity",
                     b"Content-Length: -1", b"Content-Length: 5x", b"Transfer-Encoding : chunked", b"Content-Length: +5"):
            got = self.raw(b"POST /api/v1/session HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\n" + head + b"\r\n\r\n0\r\n\r\nGET /healthz HTTP/1.1\r\nHost: x\r\n\r\n")
            self.assertIn(got.split(b"\r\n")[0][:12], (b"HTTP/1.1 400", b""), head)
            self.assertNotIn(b'"ok"', got, "the second request must not be answered: " + head.decode())

    def test_oversized_heads_and_bodies(self):
        self.assertTrue(self.first_line(b"GET / HTTP/1.1\r\nHost: x\r\nX: " + b"a" * 40000 + b"\r\n\r\n").startswith(b"HTTP/1.1 431"))
        self.assertTrue(self.first_line(b"POST /api/v1/session HTTP/1.1\r\nHost: x\r\nContent-Length: 99999999\r\n\r\n").startswith(b"HTTP/1.1 413"))
        chunks = b"POST /api/v1/session HTTP/1.1\r\nHost: x\r\nTransfer-Encoding: chunked\r\n\r\n" + (b"ffff\r\n" + b"a" * 0xffff + b"\r\n") * 60
        self.assertTrue(self.first_line(chunks).startswith(b"HTTP/1.1 413"))

    def test_half_closed_client_gets_its_answer(self):
        with socket.create_connection(("127.0.0.1", self.node.port), timeout=10) as client:
            client.sendall(b"GET /healthz HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
            client.shutdown(socket.SHUT_WR)
            self.assertIn(b'{"status":"ok"}', client.recv(65536))

    def test_slow_loris_is_let_go(self):
        begin = time.time()
        with socket.create_connection(("127.0.0.1", self.node.port), timeout=40) as client:
            client.sendall(b"GET / HTTP/1.1\r\n")
            try:
                for _ in range(35):
                    client.sendall(b"X: y\r\n")
                    time.sleep(1)
            except (BrokenPipeError, ConnectionResetError):
                pass
        self.assertLess(time.time() - begin, 25)

    def test_a_thousand_idle_connections(self):
        idle = []
        try:
            for _ in range(LOTS):
                client = socket.create_connection(("127.0.0.1", self.node.port), timeout=20)
                client.sendall(b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n")
                idle.append(client)
            for client in idle:
                self.assertTrue(client.recv(4096).startswith(b"HTTP/1.1 200"))
            begin = time.time()
            self.assertEqual(self.first.ask("GET", "/api/v1/assets").status, 200)
            self.assertLess(time.time() - begin, 5)
        finally:
            for client in idle:
                client.close()

    def test_a_thousand_listeners_all_hear(self):
        listeners = []
        try:
            head = f"GET /api/v1/events HTTP/1.1\r\nHost: 127.0.0.1:{self.node.port}\r\nCookie: gongdun_session={self.first.cookie}\r\n\r\n".encode()
            for _ in range(LOTS):
                client = socket.create_connection(("127.0.0.1", self.node.port), timeout=30)
                client.sendall(head)
                listeners.append(client)

            def until(client, word):
                got = b""
                while word not in got:
                    piece = client.recv(65536)
                    if not piece:
                        return False
                    got += piece
                return True
            with concurrent.futures.ThreadPoolExecutor(32) as pool:
                self.assertTrue(all(pool.map(lambda c: until(c, b"event: hello"), listeners)))
                self.first.api("POST", "/sources", {"name": "x", "kind": "folder", "address": f"{self.node.folder}/data"})
                self.assertTrue(all(pool.map(lambda c: until(c, b"event: changed"), listeners)))
        finally:
            for client in listeners:
                client.close()

    def test_pipelined_requests_are_answered_in_order(self):
        got = self.raw(b"GET /healthz HTTP/1.1\r\nHost: x\r\n\r\n" * 3 + b"GET /nothing HTTP/1.1\r\nHost: x\r\nConnection: close\r\n\r\n")
        self.assertEqual(got.count(b'{"status":"ok"}'), 3)
        self.assertIn(b"HTTP/1.1 404", got)

    def test_head_has_no_body(self):
        connection = http.client.HTTPConnection("127.0.0.1", self.node.port, timeout=10)
        connection.request("HEAD", "/healthz")
        response = connection.getresponse()
        self.assertEqual((response.status, response.read()), (200, b""))
        connection.close()


if __name__ == "__main__":
    unittest.main()
