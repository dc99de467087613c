using System.Globalization;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace PayFunctions.Sandbox.Alipay;

/// <summary>How Alipay spells amounts, times, states and JSON.</summary>
internal static class AlipayWords
{
    private const string Time = "yyyy-MM-dd HH:mm:ss";

    private static readonly JsonSerializerOptions Plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public static string Yuan(decimal amount) => amount.ToString("0.00", CultureInfo.InvariantCulture);

    public static string Beijing(DateTimeOffset at) =>
        at.ToOffset(TimeSpan.FromHours(8)).ToString(Time, CultureInfo.InvariantCulture);

    public static DateTimeOffset? Read(string? text) =>
        DateTime.TryParseExact(text, Time, CultureInfo.InvariantCulture, DateTimeStyles.None, out var at)
            ? new(at, TimeSpan.FromHours(8))
            : null;

    public static string State(AlipayTrade trade) => trade.State switch
    {
        AlipayTradeState.Waiting => "WAIT_BUYER_PAY",
        AlipayTradeState.Paid when trade.Refunded >= trade.PaidTotal => "TRADE_CLOSED",
        AlipayTradeState.Paid => "TRADE_SUCCESS",
        AlipayTradeState.Closed => "TRADE_CLOSED",
        _ => throw new InvalidOperationException("There is no trade yet."),
    };

    /// <summary>As Alipay's own writer does it: slashes are escaped, which a reader that writes JSON again loses.</summary>
    public static string Json(JsonObject node) =>
        node.ToJsonString(Plain).Replace("/", "\\/", StringComparison.Ordinal);
}
