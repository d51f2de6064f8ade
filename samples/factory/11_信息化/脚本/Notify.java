package cn.beichen.notify;

/** 向群机器人发送高炉报警。 */
public final class Notify {
  private static final String HOOK = "https://oapi.dingtalk.com/robot/send?access_token=e49f4f97b3f8b40f74c31a8ac3ca575c4c1a4c1d62292e8951cfcc5fb9f58845";
  public static void main(String[] args) {
    System.out.println(HOOK.length());
  }
}
