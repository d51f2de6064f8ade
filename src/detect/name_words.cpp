#include "detect/name_words.h"

#include <algorithm>
#include <array>
#include <bitset>
#include <unordered_set>
#include <vector>

#include "base/utf8.h"

namespace gongdun::detect {

namespace {

constexpr std::string_view kCommonSurnames =
    "王李张刘陈杨黄赵吴周徐孙马朱胡郭何林高罗郑梁谢宋唐许韩邓冯曹彭曾肖田董袁潘于蒋蔡余杜叶程苏魏吕丁任沈姚卢姜崔钟谭陆汪范金石廖贾夏韦付方白邹孟熊秦邱江尹薛闫"
    "段雷侯龙史陶黎贺顾毛郝龚邵万钱严覃武戴莫孔向汤";

constexpr std::string_view kRareSurnames =
    "常温康施文牛樊葛邢安齐易乔伍庞颜倪庄聂章鲁岳翟殷詹申欧耿关兰焦俞左柳甘祝包宁尚符舒阮柯纪梅童凌毕单季裴霍涂成苗谷盛曲翁冉骆蓝路游辛靳管柴蒙鲍华喻祁蒲房"
    "滕屈饶解牟艾尤阳时穆农司卓古吉缪简车项连芦麦褚娄窦戚岑景党宫费卜冷晏席卫米柏宗瞿桂全佟应臧闵苟邬边卞姬仇栾隋商刁沙荣巫寇桑郎甄丛仲虞敖巩明佘池查麻苑迟邝"
    "官封谈匡鞠惠荆乐冀郁胥南班储原栗燕楚鄢劳谌奚皮粟冼蔺楼盘满闻厉伊仝区郜海阚花权强帅屠豆朴盖练廉禹井祖漆巴丰支卿国狄平索宣晋相初云容敬来扈晁芮都普阙戈伏鹿"
    "傅洪赖萧阎丘厍糜薄邸雍辜羊乌裘亓修邰赫杭况那宿鲜印逯隆茹诺战危亢嵇湛宾戎勾茅居揭但尉斯束檀衣信展阴昝智幸奉植衡富尧由揣肇郏";

// The rest of the Hundred Family Names and single families seen beside them: too rare or too common as words to be believed but in columns.
constexpr std::string_view kSeldomSurnames =
    "水昌凤酆元和贝计经干贲诸钮滑荀於家羿汲邴松弓牧隗山宓蓬郗仰秋暴钭韶蓟怀从鄂咸籍能苍双莘贡逄扶堵宰郦郤璩濮寿通浦别充慕习宦"
    "鱼慎庾庚终暨步弘广禄东殳殴沃利蔚越夔师融訾空毋乜养须巢蒯后红竺益桓公仉督缑郈有琴归法汝钦佴伯赏墨哈谯笪年爱言福粱咎政淳子长上皇太拓";

constexpr std::array<std::string_view, 58> kCompoundSurnames{"欧阳", "上官", "皇甫", "令狐", "诸葛", "司徒", "司马", "申屠", "夏侯", "贺兰", "完颜", "慕容",
                                                             "尉迟", "长孙", "东方", "独孤", "南宫", "西门", "公孙", "轩辕", "端木", "宇文", "呼延", "司空",
                                                             "拓跋", "钟离", "闻人", "澹台", "公冶", "宗政", "濮阳", "淳于", "单于", "太叔", "仲孙", "亓官",
                                                             "司寇", "颛孙", "巫马", "公西", "漆雕", "乐正", "壤驷", "公良", "夹谷", "宰父", "谷梁", "段干",
                                                             "百里", "东郭", "南门", "羊舌", "微生", "梁丘", "左丘", "东门", "第五", "万俟"};

constexpr std::string_view kGiven =
    "想坤欢花柳伟芳娜秀英敏静丽强磊军洋勇艳杰娟涛明超兰霞平刚桂玲华红建国志文海燕梅玉春凤琴云飞鹏辉斌波宇浩凯健俊帆雪倩婷慧萍莉丹晶琳怡欣佳颖思雨梓涵子轩然晨阳"
    "博睿宁雅洁"
    "瑞琪"
    "楠彬鑫龙成林东清荣生福德忠良庆金根祥胜利学义仁正新民永兴旺才顺贵富达宏光振家安康和宝贤爱珍素淑惠香莲菊翠巧美月娥珠芬芝蓉萱彤瑶璐璇琦瑾瑜珊珂妍姗媛嫣婉娇婧"
    "诗语"
    "梦可心恩希悦乐天一诺晓小大少元亮立世启嘉锦绍继承耀炳焕培基昌远景彦峰岩松柏青泉江河源泽洪润济沛沐渊智勤毅恒坚诚信谦恭礼孝友仲伯栋梁权桐枫森杉桦榕虎武威雄豪"
    "力山川雷霖震星辰昊旭昕晖曦昱煜炜烨烁琨瑛璟珺琰瑄懿蕾薇芸芷茜苗芮若蓝莹菲菁蔓蕊馨黛冰雁鸣鹤翔翰羽飒扬逸运通进来长发全满仓银铁钢柱石田保兵卫守卓越超前"
    "维纪纲章彰彪彩影徽微衡循律御从众伍任何修倬倩俏俐健傲儒元先兆克兰兴冠冬冰凌凡凯列初利则劲励劼勋化北千升卉华南卿原双可右君吉向吟周咏品哲善喜嗣园圆圣均城堂增"
    "壮"
    "声夏夕奇奕奎好妙妮如妤娅婵媚子存季孟学宇守安定宛宜实宣容宽密富寅寒尔尚尧岚岳崇嵩巍川州工左帅常干平年庭延开弘强当彤忆志念怀性恬悟情惟愉慈成戈扬承拓振捷文斐"
    "斯"
    "方施旋时昂昭晏普景智望朋朗木本权来杨柔柯桃梅棋楚歌殊毓民水永汉沁沙治泓泰洁洲流浪涛淼清湘湛溪滨满漫澄澜灵灿炎炯烈焱然熙燕爽牧特玄玖玮现班理琛瑗璞生用甜申"
    "男画畅百益盈盛直相真硕社祖祯禄秋秦程穆空竹笑筠简米精红约纯纳纹织绪维绿缘罗群翊老联聪胤能腾臣自航舒良艺节芃芹苏英茂茵荃荷莎菱萌萤葵蒙蓓藏蝶行衍裕西见觉言训"
    "议许识诗询语读谊谋谐谣豫象贞贝财贺赞超路轶轩辉辛达迅迎迪适逊逢道遥邦郁采重野钊钧钰铃铭锋锐锡镇长闻闽阔队阳雄雅雨霏霄露青靖韬韵顶顺项颂频颜风飘驰骁骏高魁鲁"
    "鸿"
    "鹃鹏麒麟黎齐广佑书仪佩侠俪倪偲僖勉勃匀卿厚叶叡吟咪品哲喆圻垚埔堃壁奂妡妹妤姝姣娆娴婳嫒宥宸寰峥峻崎崧帷幸庚廷弈彧彬征徉恺悠惇惟慷懋扉抒拯挺捷擎攸"
    "旖旻昀昉昱晖晗晟晔晞暄暖曙朔杏杞柠栩树桀桓梁梧楷楠榆樱橙歆毅汐汕沣沅沫泠泱洲淇淞渤渺湉溢滢漪潇潼澍澎濡灏炅烽焓煊煦熠犀环珈珏珞珩琚琬琲琼瑚璎璧甄甫皎皓皖盼"
    "眉眸睦瞳砚碧祎祈禹禾秉稼穗竣笙筱籽绎绮绫绰缇缨羿翊翌翎翘耘聆育胤舟舫芃芊芙芍苑苒茉茗茸茹荔荞莺菀葭蔚蕴蕙蘅虹蝉衡裳诠谕谧豪贻贺赋赟踪辕迪逍逸遐邺郡"
    "铄铎银锟锴镜镝镭闪阅阑陶隽隆雍雯雳霁霆霈霓靓靛韦韫韧飏飙馥驹骅骊骋骞骥骧鲲鸢鸥鸾鸯鹂鹭麓默黠龄";

constexpr std::string_view kThings =
    "机泵炉阀器塔罐仪站室厂部科组岗号铜铝矿煤油气板卷坯棒件轴箱柜架座县区省镇乡局院校店所库仓桥厅处级色型类率值量度期份时秒段层格式表单图线管车床电压流温差料剂"
    "液粉"
    "砂渣灰锭网罩盖钩链带套环圈片膜纸布纱袋桶瓶盒盘具刀钻锯钳轨路街巷号楼栋幢市州村屯位名码址备注产品销售购供需货价款费税额账单据证件钱班员工长师";

// Two characters that begin a word, not a name.
constexpr std::string_view kWords =
    "水泵 水管 水泥 水平 水位 水压 水温 水质 水分 水箱 水电 水渣 水站 计划 计量 计算 计数 计时 经理 经营 经济 经过 经验 能源 能耗 能量 能级 通用 通知 通信 "
    "通道 通风 通电 通气 空调 空气 空压 空载 空白 红色 红木 红外 红旗 红岩 广州 广东 广西 广场 禄口 东风 东北 东区 东莞 东营 东海 东西 公司 公斤 公里 公告 "
    "公共 公开 公用 公路 公差 养护 养老 从属 从动 利息 家具 家电 家用 家庭 松动 松开 松木 步骤 步进 步长 归档 归属 法兰 法人 法律 法定 有限 有效 有色 有机 "
    "有功 有无 后勤 后续 后处 后轴 后轮 后桥 后天 益阳 福建 福州 福特 福田 须知 别名 别墅 越南 鱼粉 鱼类 鱼雷 干燥 干部 干线 干式 干熄 干粉 干油 元件 元素 "
    "元月 元器 凤凰 凤城 昌吉 昌平 咸阳 咸宁 充电 充气 充装 充填 终止 终检 终端 终点 终轧 暴雨 弓形 弓网 牧区 牧草 仰角 秋季 秋天 浦东 浦项 融资 融化 巢湖 "
    "桓台 督办 督察 墨西 墨水 墨盒 赏罚 年度 年产 年检 年月 年份 年限 诸城 寿命 寿光 慎用 习惯 蓬松 双向 双层 双头 双氧 双线 双面 双极 双列 双班 双休 子公 "
    "长度 长江 长春 长沙 长期 长治 长材 上海 上料 上部 上辊 上限 上午 上层 上级 太原 太阳 太钢 太仓 拓扑 皇冠 政治 政府 山东 山西 山海 和谐 和平 师范 哈尔 "
    "爱国 "
    "洪水 洪峰 洪湖 洪涝 丘陵 高炉 高级 高压 高温 高速 高线 高中 高度 高低 高层 高效 高强 高碳 高锰 高铝 高新 白班 白云 白色 白银 白糖 白灰 黄铜 黄金 黄色 "
    "黄河 黄石 黄磷 金属 金华 "
    "金相 金额 金川 石油 石灰 石墨 石料 石英 石化 石子 "
    "石家 石膏 马达 马鞍 马钢 马氏 方钢 方坯 方案 方向 方式 方法 方管 方便 江苏 江西 江阴 江门 江汉 安全 安装 安徽 安排 安环 安阳 安庆 平均 平台 平整 平方 "
    "平衡 平时 平面 平顶 成品 成本 成都 成分 成功 成型 成套 "
    "成型 常温 常规 常州 常用 常压 常务 常见 温度 温州 温差 温控 时间 时段 时刻 时候 单位 单价 单重 单独 单机 单号 单元 单据 全部 全检 全国 全新 全自 全长 "
    "全铁 全年 全厂 连铸 连轧 连续 连接 连杆 连云 冷轧 冷却 冷床 冷水 "
    "冷凝 冷态 管理 管道 管件 管线 管材 管坯 管网 管控 项目 项次 项下 车间 车辆 车床 车号 车型 车架 车身 车轮 路线 路由 路径 路面 路灯 许可 任务 任意 任何 "
    "任职 向上 向下 向量 应用 应急 应力 应付 应收 应当 应变 应该 华东 华北 "
    "华南 华中 华为 东方 南方 南京 南昌 南通 南宁 南部 国家 国内 国标 国际 国产 国网 国道 明细 明天 明确 明显 明火 关闭 关键 关联 关于 关系 关节 关停 关税 "
    "周一 周二 周三 周四 周五 周六 周日 周期 周转 周边 周长 周末 周报 周会 周围 "
    "武汉 武钢 武器 武装 宁波 宁夏 唐山 唐钢 包头 包装 包钢 包含 包括 包覆 包芯 鲁西 云南 云计 云台 云平 蒙古 海南 海运 海关 海外 海水 海洋 海上 海绵 沙钢 "
    "沙特 沙子 沙石 章程 章节 文件 文档 文本 文字 文化 文昌 文献 查询 查看 查验 查找 "
    "张力 张家 张数 张拉 张紧 解除 解决 解锁 解释 解析 曲线 曲轴 曲率 曲面 柳州 柳钢 杭州 杭钢 荣成 封装 封闭 封口 封存 原料 原因 原油 原始 原则 原煤 原矿 "
    "原价 原值 原材 原状 来源 来料 来自 利率 利润 利用 信息 信号 信用 信箱 信任 "
    "信阳 强制 强度 强化 强碱 强酸 普通 普查 普碳 普洱 满足 满意 满载 满分 满量 都是 和平 和谐 于是 由于 但是 但书 程序 程度 程控 许昌 韩国 何时 何处 何种 "
    "万元 万吨 万用 万能 万州 万向 钱塘 严重 严格 严禁 严密 武夷 戴帽 莫氏 孔径 孔隙 "
    "孔号 孔板 孔深 孔口 汤匙 田间 董事 曾经 余量 余热 余额 余料 余姚 杜绝 叶片 叶轮 苏州 苏联 丁二 丁烯 丁苯 丁烷 丁基 丁字 任丘 沈阳 姚江 钟表 陆地 陆续 "
    "陆上 汪清 范围 范本 范例 廖廖 贾汪 夏季 夏天 夏令 付款 付费 付清 方块 孟加 熊市 秦皇 "
    "尹始 段落 段长 雷达 雷击 雷电 龙门 龙头 龙口 龙岩 龙骨 史料 陶瓷 陶粒 陶土 贺州 顾客 顾问 毛坯 毛重 毛刺 毛利 毛巾 毛纺 毛条 毛细 毛条 毛管 林业 林木 "
    "林场 罗拉 罗马 罗湖 罗定 梁板 谢谢 宋体 胡同 郭勒 何以 彭水 肖像 田径 袁州 潘家 蒋氏 "
    "王国 王府 李沧 李子 刘家 陈旧 陈列 陈述 杨木 杨树 杨浦 赵县 吴江 吴忠 吴中 徐州 徐工 徐汇 徐徐 孙子 马路 马尾 马力 马上 马来 马口 朱砂 朱红 温升 康复 "
    "康明 施工 施加 施肥 牛皮 牛顿 牛奶 葛洲 安培 安定 齐全 齐鲁 齐齐 易燃 易爆 易损 易于 "
    "易碎 伍德 庄河 章丘 鲁能 岳阳 申请 申报 申购 申诉 申领 欧姆 欧元 欧洲 欧盟 耿马 关口 关税 兰州 兰炭 焦炭 焦炉 焦煤 焦化 焦点 焦粉 焦距 焦比 左右 左侧 "
    "左岸 左边 甘肃 祝贺 宁可 尚未 尚可 符合 符号 舒适 纪录 纪委 纪律 纪要 梅花 梅州 童车 "
    "凌晨 凌源 毕业 毕竟 季度 季节 季铵 涂层 涂料 涂装 涂镀 成立 成员 苗木 谷物 谷底 盛钢 盛装 蓝色 蓝牙 蓝光 路局 路基 路段 路口 路程 游标 游泳 辛烷 管径 "
    "柴油 喻指 房屋 房山 房间 房产 屈服 屈曲 解冻 尤其 阳极 阳光 阳泉 阳江 时效 时长 时速 农业 "
    "农村 农药 农民 司机 司炉 古典 吉林 吉他 简介 简单 简易 简称 简图 麦克 景观 党员 党委 党支 宫颈 费用 费率 席位 卫生 卫星 卫东 卫浴 米尺 米粒 宗旨 桂林 "
    "应聘 边界 边部 边缘 边防 边长 师傅 师范 商品 商务 商业 商标 商务 沙漠 荣誉 桑拿 池州 "
    "池体 麻纺 麻布 麻纤 迟到 官方 官网 谈判 匡算 惠州 惠普 乐器 乐山 郁闷 南北 班组 班次 班长 班别 班级 储存 储罐 储能 储备 储运 储量 原木 燕山 楚雄 劳动 "
    "劳务 劳保 皮带 皮革 皮重 皮肤 楼层 楼梯 楼号 盘点 盘条 盘古 盘锦 盘圆 盘库 厉害 区域 区间 "
    "区别 区号 区县 海绵 花纹 花色 花名 权限 权重 权利 权益 强行 帅气 豆粕 朴素 盖板 盖章 练习 廉洁 井下 井口 井号 井深 井筒 漆包 漆膜 丰富 丰田 支付 支架 "
    "支持 支撑 支管 支路 支部 国营 平米 索引 索赔 宣传 宣城 晋城 晋级 晋中 相关 相同 相位 相对 相应 "
    "相机 初始 初级 初中 初步 初检 初轧 初炼 容量 容积 容器 容差 容重 敬请 来访 来电 都市 普氏 戈壁 伏安 伏特 鹿泉 薄板 薄膜 薄带 雍和 羊毛 羊绒 乌海 乌鲁 "
    "修改 修理 修订 修复 修磨 修补 修正 况且 那些 宿迁 宿舍 鲜花 印度 印染 印刷 印章 印花 印制 隆起 "
    "诺基 战略 危险 危废 危化 危害 亢奋 湛江 勾选 茅台 居民 居中 居住 居间 揭阳 但凡 尉氏 斯坦 束流 檀香 衣物 衣服 展示 展会 展开 展览 展期 阴极 阴天 阴影 "
    "阴离 智能 智慧 智利 幸福 奉贤 植物 植被 衡水 衡器 衡阳 富氧 富矿 富余 富锰 由此 由于 游离 祖国 明矾 "
    "卫材 查收 查阅 向量 方位 方量 任免 石脑 石棉 石蜡 石材 石棉 史志 康宝 夏玉 花岗 花管 强力 海拔 海岸 海军 海鲜 平安 平车 平板 平凉 平度 平行 平米 平稳 "
    "平地 全职 全套 全称 全宽 全检 全勤 全力 全面 全程 全球 冷冻 冷库 冷拔 冷弯 冷风 冷镦 冷拉 冷硬";

constexpr std::array<std::string_view, 34> kProvinces{"北京", "天津", "上海", "重庆",   "河北", "山西", "辽宁", "吉林", "黑龙江", "江苏", "浙江", "安徽",
                                                      "福建", "江西", "山东", "河南",   "湖北", "湖南", "广东", "海南", "四川",   "贵州", "云南", "陕西",
                                                      "甘肃", "青海", "台湾", "内蒙古", "广西", "西藏", "宁夏", "新疆", "香港",   "澳门"};

constexpr std::string_view kCities =
    "石家庄 唐山 秦皇岛 邯郸 邢台 保定 张家口 承德 沧州 廊坊 衡水 太原 大同 阳泉 长治 晋城 运城 临汾 吕梁 呼和浩特 包头 乌海 赤峰 鄂尔多斯 沈阳 大连 鞍山 抚顺 "
    "本溪 丹东 锦州 营口 阜新 辽阳 盘锦 铁岭 朝阳 葫芦岛 "
    "长春 吉林 四平 通化 哈尔滨 齐齐哈尔 鸡西 鹤岗 大庆 伊春 佳木斯 牡丹江 南京 无锡 徐州 常州 苏州 南通 连云港 淮安 盐城 扬州 镇江 泰州 宿迁 杭州 宁波 温州 "
    "嘉兴 湖州 绍兴 金华 衢州 舟山 台州 丽水 合肥 芜湖 蚌埠 淮南 马鞍山 "
    "淮北 铜陵 安庆 黄山 滁州 阜阳 宿州 六安 亳州 池州 宣城 福州 厦门 莆田 三明 泉州 漳州 南平 龙岩 宁德 南昌 景德镇 萍乡 九江 新余 鹰潭 赣州 吉安 宜春 抚州 "
    "上饶 济南 青岛 淄博 枣庄 东营 烟台 潍坊 济宁 泰安 威海 日照 莱芜 临沂 德州 "
    "聊城 滨州 菏泽 郑州 开封 洛阳 平顶山 安阳 鹤壁 新乡 焦作 濮阳 许昌 漯河 三门峡 南阳 商丘 信阳 周口 驻马店 武汉 黄石 十堰 宜昌 襄阳 鄂州 荆门 孝感 荆州 "
    "黄冈 咸宁 随州 恩施 长沙 株洲 湘潭 衡阳 邵阳 岳阳 常德 张家界 益阳 郴州 永州 怀化 "
    "娄底 广州 韶关 深圳 珠海 汕头 佛山 江门 湛江 茂名 肇庆 惠州 梅州 汕尾 河源 阳江 清远 东莞 中山 潮州 揭阳 云浮 南宁 柳州 桂林 梧州 北海 防城港 钦州 贵港 "
    "玉林 百色 贺州 河池 海口 三亚 成都 自贡 攀枝花 泸州 德阳 绵阳 广元 遂宁 内江 乐山 "
    "南充 眉山 宜宾 广安 达州 雅安 巴中 资阳 贵阳 六盘水 遵义 安顺 毕节 昆明 曲靖 玉溪 保山 昭通 丽江 普洱 拉萨 西安 铜川 宝鸡 咸阳 渭南 延安 汉中 榆林 安康 "
    "商洛 兰州 嘉峪关 金昌 白银 天水 武威 张掖 平凉 酒泉 庆阳 西宁 银川 石嘴山 吴忠 "
    "乌鲁木齐 克拉玛依 昆山 常熟 张家港 江阴 宜兴 太仓 义乌 慈溪 余姚";

constexpr std::string_view kFirstNames =
    "james john robert michael william david richard joseph thomas charles christopher daniel matthew anthony mark donald steven paul andrew joshua kenneth "
    "kevin brian "
    "george timothy ronald edward jason jeffrey ryan jacob gary nicholas eric jonathan stephen larry justin scott brandon benjamin samuel gregory alexander "
    "frank patrick "
    "raymond jack dennis jerry tyler aaron jose adam nathan henry douglas zachary peter kyle noah ethan jeremy walter christian keith roger terry austin sean "
    "gerald carl "
    "harold dylan arthur lawrence jordan jesse bryan billy bruce gabriel joe logan alan juan albert willie elijah wayne randy roy vincent ralph eugene russell "
    "bobby mason "
    "philip louis mary patricia jennifer linda elizabeth barbara susan jessica sarah karen lisa nancy betty margaret sandra ashley kimberly emily donna "
    "michelle carol amanda "
    "melissa deborah stephanie rebecca sharon laura cynthia kathleen amy angela shirley anna brenda pamela emma nicole helen samantha katherine christine "
    "debra rachel carolyn "
    "janet catherine maria heather diane ruth julie olivia joyce virginia victoria kelly lauren christina joan evelyn judith megan andrea cheryl hannah "
    "jacqueline martha gloria "
    "teresa ann sara madison frances kathryn janice jean abigail alice julia judy sophia grace denise amber doris marilyn danielle beverly isabella theresa "
    "diana natalie "
    "brittany charlotte marie kayla alexis lori hans klaus wolfgang jan lars sven erik pierre jacques luc carlos luis miguel pedro antonio francisco ivan "
    "sergei dmitri vladimir "
    "olga natasha hiroshi kenji yuki mohammed ahmed ali fatima raj priya amit sanjay bob alice tom mike dave steve chris alex sam ben dan jim tim ken max leo "
    "lucy jane kate";

constexpr std::string_view kPinyin =
    "wang li zhang liu chen yang huang zhao wu zhou xu sun ma zhu hu guo he lin gao luo zheng liang xie song tang deng han feng cao peng zeng xiao tian dong "
    "pan yuan cai jiang yu "
    "du ye cheng wei su lu ding ren shen yao lu cui zhong tan fan jin shi liao jia xia fu fang bai zou meng xiong qin qiu jiang yin xue yan duan lei hou long "
    "tao he gu mao hao gong "
    "shao wan qian dai mo kong xiang ouyang zhuang nie qi wen kang shi niu ge xing an qiao pang ni zhai";

std::vector<char32_t> code_points(std::string_view text) {
  std::vector<char32_t> out;
  for (std::size_t at = 0; at < text.size();) out.push_back(base::next_code_point(text, at));
  return out;
}

// A set of characters of the basic plane.
class CharSet {
 public:
  explicit CharSet(std::string_view text) {
    for (const char32_t c : code_points(text)) {
      if (c < 0x10000) bits_.set(c);
    }
  }
  bool has(char32_t c) const { return c < 0x10000 && bits_.test(c); }

 private:
  std::bitset<0x10000> bits_;
};

std::vector<std::string_view> split(std::string_view words) {
  std::vector<std::string_view> out;
  for (std::size_t at = 0; at < words.size();) {
    const std::size_t end = std::min(words.find(' ', at), words.size());
    if (end > at) out.push_back(words.substr(at, end - at));
    at = end + 1;
  }
  return out;
}

using WordSet = std::unordered_set<std::string_view>;
WordSet word_set(std::string_view words) {
  const auto all = split(words);
  return {all.begin(), all.end()};
}

std::uint64_t pair_key(char32_t a, char32_t b) {
  return (static_cast<std::uint64_t>(a) << 32) | b;
}

std::unordered_set<std::uint64_t> pair_set(const std::vector<std::string_view>& words) {
  std::unordered_set<std::uint64_t> out;
  for (const std::string_view word : words) {
    const auto c = code_points(word);
    if (c.size() == 2) out.insert(pair_key(c[0], c[1]));
  }
  return out;
}

// Regions by their first character, longest first, so that 吉林 does not hide 吉林市 and lookups touch few candidates.
const std::vector<std::string_view>& regions_from(char32_t first) {
  static const auto kTable = [] {
    std::vector<std::vector<std::string_view>> table(0x10000);
    auto all = split(kCities);
    all.insert(all.end(), kProvinces.begin(), kProvinces.end());
    std::ranges::sort(all, [](auto a, auto b) { return a.size() > b.size(); });
    for (const std::string_view region : all) {
      std::size_t at = 0;
      table[base::next_code_point(region, at) & 0xFFFF].push_back(region);
    }
    return table;
  }();
  return kTable[first & 0xFFFF];
}

}  // namespace

Surname single_surname(char32_t code_point) {
  static const CharSet kCommon(kCommonSurnames), kRare(kRareSurnames), kSeldom(kSeldomSurnames);
  if (kCommon.has(code_point)) return Surname::common;
  if (kRare.has(code_point)) return Surname::rare;
  return kSeldom.has(code_point) ? Surname::seldom : Surname::none;
}

bool compound_surname(char32_t first, char32_t second) {
  static const auto kSet = pair_set({kCompoundSurnames.begin(), kCompoundSurnames.end()});
  return kSet.contains(pair_key(first, second));
}

bool given_character(char32_t code_point) {
  static const CharSet kSet(kGiven);
  return kSet.has(code_point);
}

bool thing_character(char32_t code_point) {
  static const CharSet kSet(kThings);
  return kSet.has(code_point);
}

bool common_word(char32_t first, char32_t second) {
  static const auto kSet = pair_set(split(kWords));
  return kSet.contains(pair_key(first, second));
}

std::size_t region_at(std::string_view text) {
  if (text.empty() || static_cast<unsigned char>(text[0]) < 0xE3) return 0;
  std::size_t at = 0;
  for (const std::string_view region : regions_from(base::next_code_point(text, at))) {
    if (text.starts_with(region)) return region.size();
  }
  return 0;
}

bool latin_first_name(std::string_view lower) {
  static const WordSet kSet = word_set(kFirstNames);
  return kSet.contains(lower);
}

bool pinyin_surname(std::string_view lower) {
  static const WordSet kSet = word_set(kPinyin);
  return kSet.contains(lower);
}

}  // namespace gongdun::detect
