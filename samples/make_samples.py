#!/usr/bin/env python3
"""Writes samples/factory, samples/truth.json and samples/README.md. The same bytes every time; standard library only."""
import pathlib
import sys

sys.dont_write_bytecode = True                             # the folder is scanned as it stands

from mill import historian, ironmaking, office_life, people, quality, rolling, steelmaking, systems, trade
from mill.tree import Tree

HERE = pathlib.Path(__file__).resolve().parent
README = """# 演示数据：北辰特钢集团（虚构）

本目录是工盾自带的**演示数据**，模拟一家钢铁集团的共享文件夹。企业、供应商、客户、人员、证件号码、电话、银行卡号、口令和密钥**全部为虚构**，由脚本随机产生；
证件号、信用代码、银行卡号、车架号的校验位是正确的，与任何真实个人或单位无关，如有雷同纯属巧合。工艺数值为示意，不能用于生产。

*This is demonstration data: the shared folder of an invented steel mill group. Every person, company, number, password and key is made up by a script; check digits are right, nothing is real.*

- `factory/`：文件夹本体，{count} 个文件，约 {size:.1f} MiB，含各种格式和编码（UTF-8、GBK、GB18030、UTF-16、Big5、Shift-JIS、cp1252）。
- `truth.json`：逐个文件的标准答案，由人按数据本身判断，不是程序的输出。`files` 下每项：编码 `encoding`、行业 `sector`（`any` 表示两可，不作评判）、应识别的列 `columns`、凭据所在行 `secrets`、正文中应识别的种类 `mentions`、
  级别下限 `grade_at_least` 与上限 `grade_at_most`、是否应为未读 `unread`、是否全无个人信息和凭据 `harmless`。`raw_values` 是放进去的全部敏感原值，供泄露检查使用。
- `diagnosis/facts.yaml`：这家企业的基本情况，供 `gongdun diagnose new` 试用。
- `make_samples.py` 与 `mill/`：生成脚本。重新生成：`./dev samples`（只用 Python 标准库，每次结果逐字节相同）。

有两个文件故意读不了：`15_归档/审计材料_加密.zip`（加密）与 `15_归档/上传中断.xlsx`（不完整）。`13_办公室/难例/` 里的数字看着像证件号、银行卡号、手机号，其实都不是。

## 文件清单

{listing}
"""


def listing(tree):
    out = []
    for department in sorted({path.split("/")[0] for path in tree.files}):
        names = sorted(path for path in tree.files if path.startswith(department + "/"))
        out.append(f"### {department}（{len(names)} 个文件）\n\n" + "\n".join(f"- `{name[len(department) + 1:]}`" for name in names))
    return "\n\n".join(out)


def main():
    target = pathlib.Path(sys.argv[1]) if len(sys.argv) > 1 else HERE          # another folder is for comparing
    tree = Tree()
    for department in (ironmaking, steelmaking, rolling, historian, quality, trade, people, systems, office_life):
        department.write(tree)
    tree.write(target / "factory")
    size = sum(map(len, tree.files.values()))
    (target / "truth.json").write_text(tree.truth_text(), encoding="utf-8")
    (target / "README.md").write_text(README.format(count=len(tree.files), size=size / 2**20, listing=listing(tree)), encoding="utf-8")
    print(f"{len(tree.files)} files, {size / 2**20:.2f} MiB, {len(tree.raw)} sensitive values")


if __name__ == "__main__":
    main()
