using System.Globalization;

namespace PayFunctions.Sandbox.UnionPay;

/// <summary>How UnionPay spells times, and what its codes say to people.</summary>
internal static class UnionPayWords
{
    private static readonly TimeSpan Beijing = TimeSpan.FromHours(8);

    public static string Time(DateTimeOffset at) => Text(at, "yyyyMMddHHmmss");

    public static string TimeWithoutYear(DateTimeOffset at) => Text(at, "MMddHHmmss");

    public static string Day(DateTimeOffset at) => Text(at, "yyyyMMdd");

    public static string DayWithoutYear(DateTimeOffset at) => Text(at, "MMdd");

    public static DateTimeOffset? ReadTime(string text) =>
        DateTime.TryParseExact(text, "yyyyMMddHHmmss", CultureInfo.InvariantCulture, DateTimeStyles.None, out var at)
            ? new(at, Beijing)
            : null;

    public static string Say(string respCode) => respCode switch
    {
        "00" => "成功[0000000]",
        "05" => "交易已受理，请稍后查询交易结果[0000005]",
        "11" => "验证签名失败[9100004]",
        "12" => "重复交易[2040004]",
        "34" => "查无此交易[2600000]",
        "35" => "原交易不存在或状态不正确[2010002]",
        "36" => "与原交易信息不符[2050001]",
        _ => $"失败[{respCode}]",
    };

    private static string Text(DateTimeOffset at, string format) =>
        at.ToOffset(Beijing).ToString(format, CultureInfo.InvariantCulture);
}
