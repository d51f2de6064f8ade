"""The history of Git repositories: what was deleted is still there."""
import os
import pathlib
import re
import shutil
import subprocess
import unittest

from harness import Case

SECRET = {name: f'password = "Xk9#{name}-mT2v"\n' for name in
          ("deleted", "branch", "tagged", "stashed", "amended", "packed", "present", "remote", "dropped")}
AUTHOR = "Somebody Unnamed"
MAIL = "somebody.unnamed@mill.example"


class Git(Case):
    def git(self, *args, at=None):
        env = {"PATH": os.environ["PATH"], "HOME": str(self.dir), "GIT_CONFIG_NOSYSTEM": "1", "GIT_AUTHOR_NAME": AUTHOR, "GIT_COMMITTER_NAME": AUTHOR,
               "GIT_AUTHOR_EMAIL": MAIL, "GIT_COMMITTER_EMAIL": MAIL, "GIT_AUTHOR_DATE": self.date, "GIT_COMMITTER_DATE": self.date}
        return subprocess.run(["git", "-c", "init.defaultBranch=main", "-c", "protocol.file.allow=always", *args], cwd=at or self.repo, env=env, check=True,
                              capture_output=True, text=True).stdout.strip()

    def setUp(self):
        super().setUp()
        self.date = "2019-03-04T05:06:07Z"
        self.repo = self.data / "repo"
        self.repo.mkdir()
        self.git("init", "-q")

    def commit(self, name, content, message="a change"):
        path = self.repo / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(content)
        self.git("add", "-A")
        self.git("commit", "-q", "-m", message)
        return self.git("rev-parse", "HEAD")

    def passwords(self, expect=0, paths=None):
        found = self.findings(*(paths or [self.data]), "--git-history", expect=expect)
        return [f["item"].removeprefix(str(self.data) + "/") for f in found if f["detector"] == "secret.password"]

    def rich(self):
        """A repository with a secret in every corner; returns the commit that brought the deleted one."""
        self.commit("readme.txt", "rolling mill\n")
        self.date = "2020-01-02T03:04:05Z"
        brought = self.commit("conf/app.conf", SECRET["deleted"])
        self.date = "2021-01-02T03:04:05Z"
        self.commit("conf/other.conf", "level = 2\n")
        self.git("rm", "-q", "conf/app.conf")
        self.git("commit", "-q", "-m", "removed")
        self.git("checkout", "-q", "-b", "side")
        self.commit("side.conf", SECRET["branch"])
        self.git("checkout", "-q", "main")
        self.git("checkout", "-q", "--detach")
        self.commit("tagged.conf", SECRET["tagged"])
        self.git("tag", "-a", "v1", "-m", "release")
        self.git("checkout", "-q", "main")
        (self.repo / "conf/other.conf").write_text(SECRET["stashed"])
        self.git("stash", "-q")
        self.commit("present.conf", SECRET["present"])
        return brought

    def test_every_corner_is_read_once_and_named_by_commit(self):
        brought = self.rich()
        places = self.passwords()
        self.assertIn(f"repo/.git!/{brought[:10]}/conf/app.conf", places)
        names = sorted(re.sub(r"^repo/.git!/[0-9a-f]{10}/", "HISTORY/", p) for p in places)
        self.assertEqual(names, ["HISTORY/conf/app.conf", "HISTORY/conf/other.conf", "HISTORY/side.conf", "HISTORY/tagged.conf", "repo/present.conf"])

    def test_without_the_option_history_is_not_read(self):
        self.rich()
        found = [f["item"] for f in self.findings(self.data) if f["detector"] == "secret.password"]
        self.assertEqual([pathlib.PurePath(i).name for i in found], ["present.conf"])

    def test_packed_objects_are_read_like_loose_ones(self):
        self.rich()
        before = sorted(self.passwords())
        self.git("gc", "-q", "--prune=now")
        self.assertEqual(list((self.repo / ".git/objects").glob("[0-9a-f][0-9a-f]")), [])
        self.store = self.dir / "second.db"
        self.assertEqual(sorted(self.passwords()), before)

    def test_amended_and_dropped_work_is_still_found(self):
        self.commit("a.conf", "level = 1\n")
        self.commit("a.conf", SECRET["amended"])
        self.git("commit", "-q", "--amend", "--allow-empty", "-m", "better")
        self.git("reset", "-q", "--hard", "HEAD~1")
        (self.repo / "a.conf").write_text(SECRET["dropped"])
        self.git("stash", "-q")
        self.git("stash", "drop", "-q")
        shutil.rmtree(self.repo / ".git/logs")
        self.assertEqual(len(self.passwords()), 2)

    def test_bare_repository(self):
        self.rich()
        bare = self.data / "bare.git"
        self.git("clone", "-q", "--bare", str(self.repo), str(bare))
        shutil.rmtree(self.repo)
        places = self.passwords()
        self.assertTrue(places and all(p.startswith("bare.git!/") for p in places), places)
        self.assertTrue(any(p.endswith("/present.conf") for p in places))

    def test_linked_work_tree(self):
        self.rich()
        self.git("worktree", "add", "-q", str(self.data / "tree"), "side")
        self.assertTrue(any("side.conf" in p and p.startswith("tree/") for p in self.passwords()))
        self.store = self.dir / "second.db"
        result = self.scan(self.data / "tree", "--git-history", expect=1)
        self.assertEqual([pathlib.PurePath(u["item"]).name for u in result["unread"]], ["history"])

    def test_shallow_clone_is_said(self):
        self.rich()
        clone = self.data / "clone"
        self.git("clone", "-q", "--depth", "1", f"file://{self.repo}", str(clone))
        shutil.rmtree(self.repo)
        result = self.scan(self.data, "--git-history", expect=1)
        self.assertEqual([(pathlib.PurePath(u["item"]).name, u["code"]) for u in result["unread"]], [(".git", "not_found")])

    def test_damaged_pack_is_said_and_the_rest_read(self):
        self.rich()
        self.git("gc", "-q", "--prune=now")
        loose = self.commit("late.conf", SECRET["remote"])
        self.git("rm", "-q", "late.conf")
        self.git("commit", "-q", "-m", "removed")
        pack = next((self.repo / ".git/objects/pack").glob("*.pack"))
        pack.chmod(0o644)
        raw = bytearray(pack.read_bytes())
        for at in range(40, len(raw) - 30, 7):
            raw[at] ^= 0x5A
        pack.write_bytes(raw)
        result = self.scan(self.data, "--git-history", expect=1)
        self.assertTrue(any(u["item"].endswith("repo/.git") for u in result["unread"]), result["unread"])
        found = [f["item"] for f in self.findings(self.data, "--git-history", expect=1) if f["detector"] == "secret.password"]
        self.assertTrue(any(f"{loose[:10]}/late.conf" in i for i in found), found)

    def test_objects_borrowed_from_outside_are_not_followed(self):
        self.rich()
        outside = self.dir / "outside"
        shutil.move(str(self.repo), outside)
        self.git("clone", "-q", "--shared", str(outside), str(self.repo), at=self.dir)
        result = self.scan(self.data, "--git-history", expect=1)
        self.assertTrue(any(u["item"].endswith("repo/.git") for u in result["unread"]), result["unread"])
        found = [f["item"] for f in self.findings(self.data, "--git-history", expect=1) if f["detector"] == "secret.password"]
        self.assertTrue(all("!/" not in i for i in found), found)

    def test_hostile_settings_and_special_files_do_nothing(self):
        self.rich()
        os.mkfifo(self.repo / ".git" / "trap")
        with open(self.repo / ".git/config", "a") as config:
            config.write(f'[include]\n\tpath = {self.repo}/.git/trap\n[core]\n\tfsmonitor = touch {self.dir}/executed\n\tworktree = /\n')
        self.assertEqual(len(self.passwords(expect=1)), 5)
        self.assertFalse((self.dir / "executed").exists())
        os.mkfifo(self.repo / ".git/objects/pack/pack-0000000000000000000000000000000000000000.idx")
        result = self.scan(self.data, "--git-history", expect=1, timeout=60)
        self.assertTrue(any(u["item"].endswith("repo/.git") for u in result["unread"]), result["unread"])

    def test_large_file_of_the_past_is_said(self):
        (self.repo / "big.bin").write_bytes(os.urandom(1 << 20) * 70)
        self.git("add", "-A")
        self.git("commit", "-q", "-m", "big")
        self.git("rm", "-q", "big.bin")
        self.commit("small.txt", "mill\n")
        result = self.scan(self.data, "--git-history", expect=1)
        self.assertEqual([(pathlib.PurePath(u["item"]).name, u["code"]) for u in result["unread"]], [("big.bin", "limit")])

    def test_submodules_and_links_are_passed_by(self):
        self.rich()
        outer = self.data / "outer"
        self.git("init", "-q", str(outer))
        self.git("submodule", "-q", "add", str(self.repo), "inner", at=outer)
        (outer / "link").symlink_to("/etc/passwd")
        self.git("add", "-A", at=outer)
        self.git("commit", "-q", "-m", "modules", at=outer)
        (outer / "link").unlink()
        places = self.passwords()
        self.assertTrue(any(p.startswith("outer/.git/modules/inner!/") for p in places), places)

    def test_unchanged_repository_is_not_read_again(self):
        self.rich()
        self.scan(self.data, "--git-history")
        again = self.scan(self.data, "--git-history")
        self.assertEqual(again["scan"]["items_read"] if "items_read" in again.get("scan", {}) else 0, 0)
        self.commit("late.conf", SECRET["remote"])
        self.git("rm", "-q", "late.conf")
        self.git("commit", "-q", "-m", "removed")
        self.assertTrue(any(p.endswith("/late.conf") for p in self.passwords()))

    def test_neither_author_nor_mail_is_kept(self):
        self.rich()
        self.scan(self.data, "--git-history", "--report", self.dir / "report")
        for path in [self.store, *(self.dir / "report").iterdir()]:
            raw = path.read_bytes()
            self.assertNotIn(AUTHOR.encode(), raw, path)
            self.assertNotIn(MAIL.encode(), raw, path)


if __name__ == "__main__":
    unittest.main()
